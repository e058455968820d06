package org.kantor.webmail.fake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.SpecialUse;

/** Mail to look at: many scripts, lengths and kinds. */
@ApplicationScoped
public class Demo {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    @Inject
    private MemoryMail mail;

    @Inject
    private Clock clock;

    void start(@Observes Startup event) {
        var inbox = new MailboxId(1);
        mail.create(new AccountId(1), "Cikarang plant", null, new org.kantor.change.Actor("web", "", null));
        mail.create(new AccountId(1), "Invoices", null, new org.kantor.change.Actor("web", "", null));
        if (Boolean.getBoolean("kantor.demo.large")) {
            mail.fill(inbox, 100_000, clock);
        }
        put(
                inbox,
                "PT Sumber Makmur <sales@sumbermakmur.example>",
                "Permintaan penawaran harga: 400 unit sensor",
                "Dengan hormat, mohon dikirimkan penawaran untuk 400 unit sensor.",
                0,
                52,
                false);
        put(
                inbox,
                "Rina Kusuma <rina@example.org>",
                "Foto acara ulang tahun kantor",
                "Ada 84 foto, silakan pilih untuk buletin",
                Flags.SEEN,
                49,
                true);
        put(
                inbox,
                "Museum Nasional <tiket@museum.example>",
                "Tiket pameran: 12 Desember",
                "Tunjukkan kode ini di pintu masuk",
                Flags.SEEN,
                29,
                false);
        put(
                inbox,
                "Dave Okafor <dave@example.org>",
                "TLS certificate for mail.example.org renews on Saturday",
                "No action for you. Clients will not notice",
                Flags.SEEN,
                27,
                false);
        put(
                inbox,
                "Budi Santoso <budi@santoso.example>",
                "Lamaran: Backend engineer (Java)",
                "Selamat siang Bu Alice, bersama ini saya kirimkan CV dan portofolio.",
                0,
                25,
                true);
        put(
                inbox,
                "سارة منصور <sara@example.net>",
                "تأكيد حجز قاعة الاجتماعات",
                "شكرا لكم، تم تأكيد الحجز ليوم الخميس",
                Flags.SEEN,
                3,
                false);
        put(
                inbox,
                "Rahmawati <rahmawati@sewa.example>",
                "Re: Perpanjangan sewa kantor Sudirman",
                "Baik, saya tunggu draf kontrak dari Ibu sebelum Jumat",
                Flags.SEEN | Flags.FLAGGED | Flags.ANSWERED,
                2,
                false);
        put(
                inbox,
                "Northwind Freight <ops@northwind.example>",
                "Your shipment NF-48213 clears customs today, and two containers are held for inspection at Tanjung Priok until Friday",
                "Container TGHU 402117-3 was released at 06:40 WIB",
                Flags.SEEN,
                1,
                false);
        put(inbox, "佐藤 美咲 <misaki@sato.example>", "来週の打ち合わせについて", "お世話になっております。火曜日の午後はいかがでしょうか", 0, 1, false);
        put(
                inbox,
                "Bob Siregar <bob@example.org>",
                "Faktur November sudah terbit",
                "Terlampir faktur dan rekap jam kerja bulan ini, mohon dicek",
                0,
                0,
                true);
        html(inbox);
        var sent = mail.bySpecialUse(new AccountId(1), SpecialUse.SENT)
                .orElseThrow()
                .id();
        put(
                sent,
                "Alice Hartono <alice@example.org>",
                "Penawaran sensor",
                "Terima kasih atas permintaannya.",
                Flags.SEEN,
                5,
                true);
    }

    public void put(MailboxId box, String from, String subject, String text, int flags, int hours, boolean attachment) {
        var body = attachment
                ? "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + text
                        + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"Agenda kunjungan.pdf\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n"
                : "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
        store(box, from, subject, body, flags, hours);
    }

    private void html(MailboxId box) {
        var body = """
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html; charset=utf-8

                <p>Selamat pagi semua,</p><p>I have moved the plant tour to 10:00 so that Pak Yusuf can join us after his shift. Line 3 will be \
                running. Please wear closed shoes; helmets and vests are at the gate.</p><p><img src="https://tracker.example/p.gif" width="1" height="1">\
                <img src="https://plant.example/map.png" alt="Map"></p><p>Inline: <img src="cid:dot" width="24" height="24" alt="dot"></p>\
                <ul><li>07:00 bus from lobby B</li><li>08:30 gate</li></ul><p>Carol</p>
                --r
                Content-Type: image/png; name="dot.png"
                Content-ID: <dot>
                Content-Disposition: inline; filename="dot.png"
                Content-Transfer-Encoding: base64

                %s
                --r--
                --m
                Content-Type: application/pdf; name="Agenda kunjungan.pdf"
                Content-Disposition: attachment; filename="Agenda kunjungan.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjQK
                --m
                Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
                Content-Disposition: attachment; filename="Peserta-2026-11.xlsx"
                Content-Transfer-Encoding: base64

                UEsDBAo=
                --m--
                """.formatted(PNG).replace("\n", "\r\n");
        store(
                box,
                "Carol Wijaya <carol@example.org>",
                "Cikarang site visit: agenda, transport and safety briefing",
                body,
                0,
                0);
    }

    private void store(MailboxId box, String from, String subject, String body, int flags, int hours) {
        var at = clock.instant().minus(Duration.ofHours(hours)).minus(Duration.ofMinutes(9));
        var raw = "From: " + from
                + "\r\nTo: Alice Hartono <alice@example.org>, Dave Okafor <dave@example.org>\r\nCc: bob@example.org\r\nSubject: "
                + subject
                + "\r\nDate: "
                + java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(java.time.ZoneOffset.UTC))
                + "\r\nMessage-ID: <" + subject.hashCode() + "@example.org>\r\nMIME-Version: 1.0\r\n" + body;
        mail.deliver(box, raw.getBytes(StandardCharsets.UTF_8), flags, at);
    }

    /** Delivers one more message, from outside, to see it arrive. */
    @WebServlet("/fake/deliver")
    public static class Deliver extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Inject
        private transient Demo demo;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            demo.put(
                    new MailboxId(1),
                    "Tom Brandt <tom@brandt.example>",
                    request.getParameter("subject"),
                    "Passt so, danke",
                    0,
                    0,
                    false);
            response.getWriter().write("ok");
        }
    }
}
