package org.kantor.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every port of an instance. The mail ports are the standard ones plus an offset of their own, so that nobody needs root;
 * the general offset moves all of them, so that a second instance can run beside the first.
 */
record Ports(int offset, int mailOffset) {

    static final int DEFAULT_MAIL_OFFSET = 1000;

    /** The mail listeners by the name they have in the environment, with the ports that IANA gives them. */
    private static final Map<String, Integer> MAIL = mailPorts();

    private static Map<String, Integer> mailPorts() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("SMTP", 25);
        ports.put("SUBMISSION", 587);
        ports.put("SUBMISSIONS", 465);
        ports.put("IMAP", 143);
        ports.put("IMAPS", 993);
        ports.put("POP3", 110);
        ports.put("POP3S", 995);
        ports.put("LMTP", 24);
        return ports;
    }

    static Set<String> listeners() {
        return MAIL.keySet();
    }

    int web() {
        return 8080 + offset;
    }

    int webTls() {
        return 8443 + offset;
    }

    int keycloak() {
        return 8180 + offset;
    }

    int keycloakManagement() {
        return 9180 + offset;
    }

    int serverManagement() {
        return 9990 + offset;
    }

    int database() {
        return 15432 + offset;
    }

    int mail(String listener) {
        var standard = MAIL.get(listener);
        if (standard == null) {
            throw new IllegalArgumentException("no listener " + listener);
        }
        return standard + mailOffset + offset;
    }

    /** The mail listeners with their ports, in the order in which they are shown. */
    Map<String, Integer> mail() {
        var ports = new LinkedHashMap<String, Integer>();
        MAIL.keySet().forEach(listener -> ports.put(listener, mail(listener)));
        return ports;
    }
}
