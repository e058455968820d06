package org.kantor.launcher.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Every message of the world, oldest first, with times relative to now. The same moment and seed give the same messages. */
final class Mailbag {

    private static final long SEED = 20261125;
    private static final int ALICES_MESSAGES = 400;
    private static final int DAYS = 60;
    private static final List<String> PLACES = List.of(
            "Cikarang", "Surabaya", "Bandung", "Semarang", "Tanjung Priok", "Batam", "Medan", "Singapore", "Hamburg");
    private static final List<String> DAY_NAMES = List.of("Senin", "Selasa", "Rabu", "Kamis", "Jumat");
    private static final List<String> ITEMS = List.of(
            "sensor K-20", "printer", "kompresor", "forklift", "label", "projector", "konveyor", "badge reader");

    private final Instant now;
    private final ZoneId zone;
    private final Random random = new Random(SEED);
    private final List<Letter> letters = new ArrayList<>();
    private int conversations;

    private Mailbag(Clock clock) {
        this.now = clock.instant();
        this.zone = clock.getZone();
    }

    static List<Letter> letters(Clock clock) {
        var bag = new Mailbag(clock);
        Script.read("world.txt").conversations().forEach(bag::told);
        var everyday = Script.read("filler.txt").conversations();
        for (var i = 0; bag.count() < ALICES_MESSAGES; i++) {
            bag.everyday(everyday.get(i % everyday.size()));
        }
        bag.letters.sort(Comparator.comparing(Letter::when));
        return List.copyOf(bag.letters);
    }

    private long count() {
        return letters.stream().filter(letter -> letter.concerns("alice")).count();
    }

    private void told(Script.Conversation conversation) {
        var thread = thread();
        for (var turn : conversation.turns()) {
            add(conversation.subject(), turn, when(turn.when()), thread);
        }
    }

    /** {@code 8m}: so many minutes ago; {@code 2 15:20}: at that time so many days ago. */
    private Instant when(String text) {
        if (text.endsWith("m")) {
            return now.minus(Duration.ofMinutes(Integer.parseInt(text.substring(0, text.length() - 1))));
        }
        var space = text.indexOf(' ');
        var day = now.atZone(zone).toLocalDate().minusDays(Integer.parseInt(text.substring(0, space)));
        return day.atTime(LocalTime.parse(text.substring(space + 1)))
                .atZone(zone)
                .toInstant();
    }

    private void everyday(Script.Conversation conversation) {
        var number = Integer.toString(10 + random.nextInt(90));
        var document = (100 + random.nextInt(900)) + "-" + (10 + random.nextInt(90));
        var place = PLACES.get(random.nextInt(PLACES.size()));
        var day = DAY_NAMES.get(random.nextInt(DAY_NAMES.size()));
        var item = ITEMS.get(random.nextInt(ITEMS.size()));
        var amount = "Rp " + (2 + random.nextInt(80)) + "." + (100 + random.nextInt(900)) + ".000";
        var thread = thread();
        // More of it lately than long ago; nothing of it so new that it would push the told stories down.
        var back = 2.2 + Math.pow(random.nextDouble(), 1.4) * (DAYS - 3);
        var date = now.atZone(zone).toLocalDate().minusDays((long) back);
        var when = date.atTime(8 + random.nextInt(9), random.nextInt(60))
                .atZone(zone)
                .toInstant();
        for (var turn : conversation.turns()) {
            if (when.isAfter(now.minus(Duration.ofHours(40)))) {
                return;
            }
            add(
                    filled(conversation.subject(), number, document, place, day, item, amount),
                    new Script.Turn(
                            "",
                            turn.from(),
                            turn.to(),
                            turn.options().stream()
                                    .map(o -> filled(o, number, document, place, day, item, amount))
                                    .toList(),
                            filled(turn.body(), number, document, place, day, item, amount)),
                    when,
                    thread);
            when = when.plus(Duration.ofMinutes(5 + random.nextInt(600)));
        }
    }

    private static String filled(
            String text, String number, String document, String place, String day, String item, String amount) {
        return text.replace("{n}", number)
                .replace("{no}", document)
                .replace("{place}", place)
                .replace("{day}", day)
                .replace("{item}", item)
                .replace("{amount}", amount);
    }

    private List<String> thread() {
        conversations++;
        return new ArrayList<>();
    }

    private void add(String subject, Script.Turn turn, Instant when, List<String> thread) {
        var id = "demo." + conversations + "." + thread.size() + "." + Long.toHexString(random.nextLong()) + "@"
                + Party.DOMAIN;
        var cc = turn.options().stream()
                .filter(o -> o.startsWith("cc:"))
                .map(o -> Party.of(o.substring(3)))
                .toList();
        letters.add(new Letter(
                when,
                Party.of(turn.from()),
                List.of(Party.of(turn.to())),
                cc,
                thread.isEmpty() || turn.options().contains("plain") ? subject : "Re: " + subject,
                turn.body(),
                turn.options(),
                id,
                List.copyOf(thread)));
        thread.add(id);
    }
}
