package org.kantor.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The rest of the world, on loopback: a name server that knows every domain under {@code example}, and the mail server that all of them name. Recipients
 * are answered with what the test planned for them, then accepted.
 */
final class ForeignWorld implements AutoCloseable {

    private final DatagramSocket names;
    private final ServerSocket mail;
    private final Map<String, Queue<String>> plans = new ConcurrentHashMap<>();
    private final List<String> received = new CopyOnWriteArrayList<>();

    private final Thread answering;
    private final Thread accepting;

    ForeignWorld() throws IOException {
        names = new DatagramSocket(Suite.DNS_PORT, InetAddress.getLoopbackAddress());
        mail = new ServerSocket(Suite.RELAY_PORT, 50, InetAddress.getLoopbackAddress());
        answering = Thread.ofVirtual().start(this::answerNames);
        accepting = Thread.ofVirtual().start(this::acceptMail);
    }

    /** The next answers to RCPT TO for an address; after them it is accepted. */
    void plan(String recipient, String... answers) {
        plans.computeIfAbsent(recipient, r -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
    }

    /** The messages taken so far, each with its envelope in the first line. */
    List<String> received() {
        return List.copyOf(received);
    }

    private void answerNames() {
        var buffer = new byte[2048];
        while (!names.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                names.receive(packet);
                var question = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                var answer = answer(question).toWire();
                names.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (names.isClosed()) {
                    return;
                }
            }
        }
    }

    private static Message answer(Message question) throws IOException {
        var asked = question.getQuestion();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(asked, Section.QUESTION);
        var name = asked.getName();
        if (!name.subdomain(Name.fromString("example."))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (asked.getType() == Type.MX && name.labels() == 3) {
            answer.addRecord(
                    new MXRecord(name, DClass.IN, 60, 10, Name.concatenate(Name.fromString("mx"), name)),
                    Section.ANSWER);
        } else if (asked.getType() == Type.A) {
            answer.addRecord(new ARecord(name, DClass.IN, 60, InetAddress.getByName("127.0.0.1")), Section.ANSWER);
        }
        return answer;
    }

    private void acceptMail() {
        while (!mail.isClosed()) {
            try {
                var socket = mail.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setSoTimeout(30_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var sender = "";
            var recipients = new ArrayList<String>();
            say(socket, "220 mx.elsewhere.example ESMTP");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO" ->
                        say(
                                socket,
                                "250-mx.elsewhere.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                    case "HELO", "RSET", "NOOP" -> say(socket, "250 2.0.0 ok");
                    case "MAIL" -> {
                        sender = path(line);
                        recipients.clear();
                        say(socket, "250 2.1.0 ok");
                    }
                    case "RCPT" -> {
                        var plan = plans.get(path(line));
                        var planned = plan == null ? null : plan.poll();
                        if (planned == null) {
                            recipients.add(path(line));
                        }
                        say(socket, planned == null ? "250 2.1.5 ok" : planned);
                    }
                    case "DATA" -> {
                        if (recipients.isEmpty()) {
                            say(socket, "554 5.5.1 no valid recipients");
                            continue;
                        }
                        say(socket, "354 go on");
                        var text = new StringBuilder(sender + " " + recipients + "\n");
                        for (var data = in.readLine(); data != null && !data.equals("."); data = in.readLine()) {
                            text.append(data.startsWith(".") ? data.substring(1) : data)
                                    .append('\n');
                        }
                        received.add(text.toString());
                        say(socket, "250 2.0.0 taken");
                    }
                    case "QUIT" -> {
                        say(socket, "221 2.0.0 bye");
                        return;
                    }
                    default -> say(socket, "502 5.5.2 what?");
                }
            }
        } catch (IOException e) {
            // the suite has hung up, as it may
            return;
        }
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        names.close();
        mail.close();
        try {
            // a port is free when nobody waits at it any more
            answering.join(Duration.ofSeconds(10));
            accepting.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
