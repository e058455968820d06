package org.kantor.mail.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server of the tests' own on loopback: what was added exists, everything else does not. */
public final class TinyDns implements AutoCloseable {

    private final DatagramSocket socket;
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Set<Name> broken = ConcurrentHashMap.newKeySet();

    public TinyDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** The value of {@code KANTOR_DNS_SERVER}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Such as {@code add("example.net", "MX", "10 mx.example.net.")}. Not cached by anybody. */
    public TinyDns add(String name, String type, String data) {
        try {
            var owner = Name.fromString(name, Name.root);
            var record = Record.fromString(owner, Type.value(type), DClass.IN, 0, data, Name.root);
            records.computeIfAbsent(owner, n -> new CopyOnWriteArrayList<>()).add(record);
            return this;
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " " + type + " " + data, e);
        }
    }

    /** Questions for this name are answered with SERVFAIL. */
    public TinyDns breakName(String name) {
        try {
            broken.add(Name.fromString(name, Name.root));
            return this;
        } catch (TextParseException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private void serve() {
        var buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var answer = answer(new Message(java.util.Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private Message answer(Message query) {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (broken.contains(question.getName())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (!records.containsKey(question.getName())) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            records.get(question.getName()).stream()
                    .filter(record -> record.getType() == question.getType())
                    .forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
