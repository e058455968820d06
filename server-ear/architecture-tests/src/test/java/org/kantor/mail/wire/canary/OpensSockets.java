package org.kantor.mail.wire.canary;

import java.io.IOException;
import java.net.Socket;

public class OpensSockets {
    public Socket open() throws IOException {
        return new Socket("localhost", 25);
    }
}
