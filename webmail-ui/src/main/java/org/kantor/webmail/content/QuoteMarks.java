package org.kantor.webmail.content;

import java.util.Locale;
import java.util.regex.Pattern;

/** The lines with which mail programs begin an earlier message, in the languages they write them in. */
final class QuoteMarks {

    /** A longer line, or several together, is no attribution. */
    static final int MAX_ATTRIBUTION = 320;

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?=.*\\d).{3,300}(?:\\bwrote|\\bschrieb(?: .{1,80})?|\\ba écrit|\\bescribió|\\bha scritto|\\bschreef(?: .{1,80})?|\\bescreveu|\\bskrev(?: .{1,80})?"
                    + "|\\bmenulis|\\bnapisał(?:\\(a\\))?|\\bnapsal(?:\\(a\\))?|\\bkirjoitti|\\byazdı|\\bđã viết|написал(?:а|\\(а\\))?|пишет|写道|寫道|のメール|작성)\\s*[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ORIGINAL = Pattern.compile(
            "[-_ ]{2,40}(?:original message|original appointment|pesan asli|pesan asal|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale"
                    + "|oorspronkelijk bericht|mensagem original|исходное сообщение)[-_ ]{2,40}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FORWARDED = Pattern.compile(
            "forwarded message|begin forwarded|pesan terusan|pesan yang diteruskan|weitergeleitete nachricht|anfang der weitergeleiteten|message transféré"
                    + "|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|пересылаемое сообщение",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FORWARD_SUBJECT =
            Pattern.compile("\\s*(?:fwd?|wg|tr|rv|i|enc|doorst|trs)\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Who says so answers between the lines of the earlier message, where nothing else shows what is new. */
    private static final Pattern ANSWERED_BELOW = Pattern.compile(
            "\\b(?:in-?line|below|in (?:red|blue|green)|interspersed|di bawah|sisipan|warna|jawaban saya|s\\.? ?u\\.|siehe unten|ci-dessous|abajo)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern FROM =
            Pattern.compile("\\*?(?:from|dari|von|de|da|van|od|från|fra|差出人|发件人|寄件者|보낸 사람|от)\\*?\\s*[:：].*");
    private static final Pattern SENT = Pattern.compile(
            "(?s).*(?:^|[\\s*])(?:sent|date|dikirim|terkirim|tanggal|gesendet|datum|envoyé|enviado(?: el)?|fecha|inviato|data|verzonden|送信日時|发送时间|日期|날짜|"
                    + "отправлено|дата)\\*?\\s*[:：].*");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?s).*(?:^|[\\s*])"
                    + "(?:subject|subjek|perihal|hal|betreff|objet|asunto|oggetto|onderwerp|assunto|件名|主题|主旨|제목|тема)\\*?\\s*[:：].*");
    private static final int HEADER_LENGTH = 1_200;

    private QuoteMarks() {}

    /** Such as "On Tuesday, Carol wrote:". */
    static boolean isAttribution(String text) {
        var line = text.strip();
        return line.length() <= MAX_ATTRIBUTION && ATTRIBUTION.matcher(line).matches();
    }

    /** Such as "-----Original Message-----". */
    static boolean isOriginalLine(String text) {
        var line = text.strip();
        return line.length() < 120 && ORIGINAL.matcher(line).matches();
    }

    /** Whether the text begins with the header that Outlook and others put above an earlier message: who, when, about what. */
    static boolean isHeader(String text) {
        var start = text.stripLeading();
        start = start.substring(0, Math.min(start.length(), HEADER_LENGTH)).toLowerCase(Locale.ROOT);
        var line = start.lines().findFirst().orElse("");
        return FROM.matcher(line).matches()
                && SENT.matcher(start).matches()
                && SUBJECT.matcher(start).matches();
    }

    static boolean isForwarded(String text) {
        return FORWARDED.matcher(text).find();
    }

    static boolean isForwardSubject(String subject) {
        return FORWARD_SUBJECT.matcher(subject).matches();
    }

    static boolean saysAnsweredBelow(String text) {
        return ANSWERED_BELOW.matcher(text).find();
    }
}
