package org.kantor.mail.relay;

import java.net.InetAddress;
import java.util.List;
import org.kantor.mail.wire.smtp.Reply;

/** Where mail for a destination goes. */
public sealed interface Route {

    /** Servers to try, the preferred ones first. */
    record Hosts(List<Host> hosts) implements Route {}

    /** There is none, and waiting will not help. */
    record Nowhere(Reply reason) implements Route {}

    /** Nobody can say at present. */
    record Unknown(Reply reason) implements Route {}

    /** One address of one server. */
    record Host(String name, InetAddress address) {}
}
