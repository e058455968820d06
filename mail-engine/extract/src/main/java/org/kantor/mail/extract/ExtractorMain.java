package org.kantor.mail.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The child process: reads documents from its input and writes their texts to its output, one after the other, until the input ends. A document: the format's name, the
 * most characters wanted, the number of octets, the octets. A text: whether it could be read, the number of octets, the octets in UTF-8. It dies of what it cannot help.
 */
public final class ExtractorMain {

    /** The first octet that it writes: it could be started. */
    static final int READY = 'R';

    private ExtractorMain() {}

    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        out.writeByte(READY);
        out.flush();
        while (true) {
            Format format;
            try {
                format = Format.valueOf(in.readUTF());
            } catch (EOFException e) {
                return;
            }
            var most = in.readInt();
            var octets = in.readNBytes(in.readInt());
            answer(out, format, octets, most);
            out.flush();
        }
    }

    private static void answer(DataOutputStream out, Format format, byte[] octets, int most) throws IOException {
        byte[] text;
        boolean read;
        try {
            text = Documents.text(format, octets, most).getBytes(StandardCharsets.UTF_8);
            read = true;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            text = new byte[0];
            read = false;
        }
        out.writeBoolean(read);
        out.writeInt(text.length);
        out.write(text);
    }
}
