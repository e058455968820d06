package org.kantor.webmail.subscriptions;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses are on the public internet (IANA's special-purpose registries, RFC 6890): a stranger's link must not lead the server anywhere else. */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublic6(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] octets) {
        var a = octets[0] & 0xff;
        var b = octets[1] & 0xff;
        var c = octets[2] & 0xff;
        return !(a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113);
    }

    /** Global unicast (2000::/3) without what embeds or tunnels another address, and without documentation's. */
    private static boolean isPublic6(byte[] octets) {
        var first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
        var second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        return first >= 0x2000
                && first < 0x4000
                && first != 0x2002
                && !(first == 0x2001 && second < 0x0200)
                && !(first == 0x2001 && second == 0x0db8)
                && !(first == 0x3fff && second < 0x1000);
    }
}
