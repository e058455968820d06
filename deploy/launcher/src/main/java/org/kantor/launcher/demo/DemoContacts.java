package org.kantor.launcher.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Alice's address book (vCard 4.0, RFC 6350), by resource name. */
final class DemoContacts {

    private DemoContacts() {}

    static Map<String, String> alices() {
        var cards = new TreeMap<String, String>();
        card(
                cards,
                "carol",
                "Wijaya;Carol",
                "Carol Wijaya",
                "carol@example.org",
                "Kantor;Plant engineering",
                "Plant engineering lead, Cikarang",
                "TEL;TYPE=cell:+62 812 555 0143",
                "TEL;TYPE=work:+62 21 555 0110",
                "BDAY:--0304",
                "ADR;TYPE=work:;;Jl. Industri Raya 14;Cikarang;Jawa Barat;;Indonesia",
                "NOTE:Prefers a call before noon. Speaks Sundanese with the line team.");
        card(
                cards,
                "bob",
                "Siregar;Bob",
                "Bob Siregar",
                "bob@example.org",
                "Kantor;Finance",
                "Finance, Jakarta",
                "TEL;TYPE=work:+62 21 555 0112");
        card(
                cards,
                "dave",
                "Okafor;Dave",
                "Dave Okafor",
                "dave@example.org",
                "Kantor;IT",
                "IT, Jakarta",
                "TEL;TYPE=work:+62 21 555 0114");
        card(
                cards,
                "andi",
                "Pratama;Andi",
                "Andi Pratama",
                "andi@sumbermakmur.example",
                "PT Sumber Makmur",
                "Technical service",
                "TEL;TYPE=cell:+62 813 555 0177");
        card(
                cards,
                "joko",
                "Widianto;Joko",
                "Joko Widianto",
                "joko@sumbermakmur.example",
                "PT Sumber Makmur",
                "Purchasing");
        card(
                cards,
                "budi",
                "Santoso;Budi",
                "Budi Santoso",
                "budi.santoso@pelamar.example",
                "",
                "Applicant, Backend engineer");
        card(
                cards,
                "rahmawati",
                "Rahmawati;",
                "Rahmawati",
                "rahmawati@menarasudirman.example",
                "Menara Sudirman",
                "Property");
        card(
                cards,
                "misaki",
                "佐藤;美咲",
                "佐藤 美咲",
                "misaki@satotrading.example",
                "Sato Trading",
                "Sales, Tokyo",
                "TEL;TYPE=work:+81 3 5550 0123");
        card(
                cards,
                "sara",
                "منصور;سارة",
                "سارة منصور",
                "sara@gulflogistics.example",
                "Gulf Logistics",
                "Operations, Dubai",
                "TEL;TYPE=work:+971 4 555 0199");
        card(
                cards,
                "tom",
                "Brandt;Tom",
                "Tom Brandt",
                "tom.brandt@brandt-logistik.example",
                "Brandt Logistik",
                "Key accounts, Hamburg");
        card(cards, "wangfang", "王;芳", "王芳", "wangfang@shenzhenparts.example", "Shenzhen Parts", "Export");
        card(
                cards,
                "eleni",
                "Παπαδοπούλου;Ἑλένη",
                "Ἑλένη Παπαδοπούλου",
                "eleni@imerida.example",
                "Imerida",
                "Events, Piraeus");
        card(cards, "somchai", "ใจดี;สมชาย", "สมชาย ใจดี", "somchai@bangkokparts.example", "Bangkok Parts", "Sales");
        card(cards, "nadia", "Rahim;Nadia", "Nadia Rahim", "nadia@example.org", "Kantor;SDM", "Human resources");
        card(
                cards,
                "rina",
                "Kusuma;Rina",
                "Rina Kusuma",
                "rina@example.org",
                "Kantor;Communications",
                "Communications");
        card(cards, "widya", "Lestari;Widya", "Widya Lestari", "widya@example.org", "Kantor;Office", "Office manager");
        card(
                cards,
                "northwind",
                ";",
                "Northwind Freight",
                "tracking@northwind.example",
                "Northwind Freight",
                "Tracking");
        return cards;
    }

    private static void card(
            Map<String, String> cards,
            String name,
            String structured,
            String shown,
            String mail,
            String organisation,
            String title,
            String... more) {
        var lines = new StringBuilder("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        lines.append("UID:urn:uuid:")
                .append(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
                .append("\r\n");
        lines.append("N:")
                .append(structured)
                .append(";;;\r\nFN:")
                .append(shown)
                .append("\r\nEMAIL;TYPE=work:")
                .append(mail)
                .append("\r\n");
        if (!organisation.isEmpty()) {
            lines.append("ORG:").append(organisation).append("\r\n");
        }
        lines.append("TITLE:").append(title.replace(",", "\\,")).append("\r\n");
        List.of(more).forEach(line -> lines.append(line).append("\r\n"));
        cards.put(name + ".vcf", lines.append("END:VCARD\r\n").toString());
    }
}
