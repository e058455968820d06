package org.kantor.mail.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A child that does what it is told to: never answer, die, or answer what it must not. */
final class StubbornMain {

    private StubbornMain() {}

    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        out.writeByte(ExtractorMain.READY);
        while (true) {
            in.readUTF();
            in.readInt();
            var told = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            switch (told) {
                case "hang" -> {
                    while (true) {
                        LockSupport.park();
                    }
                }
                case "die" -> Runtime.getRuntime().halt(1);
                case "much" -> {
                    out.writeBoolean(true);
                    out.writeInt(Integer.MAX_VALUE);
                }
                case "negative" -> {
                    out.writeBoolean(true);
                    out.writeInt(-1);
                }
                case "half" -> {
                    out.writeBoolean(true);
                    out.writeInt(1000);
                    out.writeByte('x');
                    Runtime.getRuntime().halt(0);
                }
                default -> {
                    out.writeBoolean(true);
                    out.writeInt(told.length());
                    out.writeBytes(told);
                }
            }
        }
    }
}
