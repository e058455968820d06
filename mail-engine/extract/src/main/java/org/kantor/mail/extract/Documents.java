package org.kantor.mail.extract;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.HtmlText;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.mail.wire.mime.TextDecoder;

/** Reads the text of one document. Only for the child process: a document may be made to take all the time or memory there is. */
final class Documents {

    private static final int MOST_PAGES = 2_000;

    private Documents() {}

    /** @throws IOException if it is not what it says, damaged or encrypted; what was read until then is lost */
    static String text(Format format, byte[] octets, int most) throws IOException {
        var text = new BoundedText(most);
        try {
            switch (format) {
                case PDF -> pdf(octets, text);
                case OOXML -> ZippedXml.ooxml(octets, text);
                case ODF -> ZippedXml.odf(octets, text);
                case RTF -> new RtfText(octets, text).read();
                case TEXT -> text.add(TextDecoder.decode(octets, null));
                case HTML -> text.add(HtmlText.of(TextDecoder.decode(octets, null), most));
                case MAIL -> mail(octets, text);
            }
        } catch (BoundedText.Enough e) {
            // what there is, is enough
        }
        return text.toString();
    }

    private static void pdf(byte[] octets, BoundedText text) throws IOException {
        try (var document = Loader.loadPDF(octets)) {
            var stripper = new PDFTextStripper();
            stripper.setEndPage(MOST_PAGES);
            stripper.writeText(document, text);
        }
    }

    private static void mail(byte[] octets, BoundedText text) {
        var parsed = MessageParser.parse(octets);
        text.add(parsed.fromName());
        text.add('\n');
        text.add(parsed.subject());
        text.add('\n');
        parts(octets, parsed.structure(), text);
    }

    private static void parts(byte[] octets, BodyPart part, BoundedText text) {
        if (part.children().isEmpty() && part.type().equals("TEXT")) {
            var written = TextDecoder.text(octets, part);
            text.add(part.subtype().equals("HTML") ? HtmlText.of(written, Integer.MAX_VALUE) : written);
            text.add('\n');
        }
        for (var child : part.children()) {
            parts(octets, child, text);
        }
    }
}
