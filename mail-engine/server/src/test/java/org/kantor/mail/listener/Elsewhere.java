package org.kantor.mail.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A door on loopback whose clients seem to come from another machine, 192.0.2.7. */
public final class Elsewhere {

    private Elsewhere() {}

    public static Listener listener(Protocol protocol, Endpoint endpoint) throws IOException {
        var address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
        var door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                var socket = new Socket() {
                    @Override
                    public InetAddress getInetAddress() {
                        return address;
                    }
                };
                implAccept(socket);
                return socket;
            }
        };
        return Listener.behind(door, protocol, endpoint, TestTls.server(), new Permits(100, 100));
    }
}
