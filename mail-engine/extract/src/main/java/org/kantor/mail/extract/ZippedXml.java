package org.kantor.mail.extract;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Office documents: archives of XML, read as streams, so that neither depth nor repetition takes memory. Entities are not expanded, nothing outside of the document is looked
 * at, and what the archive unpacks to is bounded.
 */
final class ZippedXml {

    private static final long MOST_UNPACKED = 64L * 1024 * 1024;
    private static final int MOST_ENTRIES = 20_000;

    private static final Pattern OOXML_PARTS = Pattern.compile(
            "word/(?:document|header\\d*|footer\\d*|footnotes|endnotes|comments)\\.xml|xl/(?:sharedStrings|worksheets/sheet\\d+|comments\\d*)\\.xml"
                    + "|ppt/(?:slides/slide|notesSlides/notesSlide)\\d+\\.xml");

    /** The elements whose content is text: in text documents and presentations, and in cells. */
    private static final Set<String> OOXML_TEXT = Set.of("t");

    private static final Set<String> OOXML_ENDS = Set.of("p", "tr", "row", "si", "tab", "br", "c");

    private static final Pattern ODF_PARTS = Pattern.compile("content\\.xml|styles\\.xml");
    private static final Set<String> ODF_TEXT = Set.of("p", "h");
    private static final Set<String> ODF_ENDS = Set.of("p", "h", "table-cell", "tab", "line-break", "s");

    private ZippedXml() {}

    static void ooxml(byte[] octets, BoundedText text) throws IOException {
        read(octets, OOXML_PARTS, OOXML_TEXT, OOXML_ENDS, text);
    }

    static void odf(byte[] octets, BoundedText text) throws IOException {
        read(octets, ODF_PARTS, ODF_TEXT, ODF_ENDS, text);
    }

    private static void read(byte[] octets, Pattern parts, Set<String> texts, Set<String> ends, BoundedText text)
            throws IOException {
        var found = false;
        var entries = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(octets));
                var bounded = new Bounded(zip)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new IOException("too many entries");
                }
                if (parts.matcher(entry.getName()).matches()) {
                    found = true;
                    xml(bounded, texts, ends, text);
                } else {
                    bounded.skipAll();
                }
            }
        }
        if (!found) {
            throw new IOException("no document in the archive");
        }
    }

    private static void xml(InputStream in, Set<String> texts, Set<String> ends, BoundedText text) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            var reader = factory.createXMLStreamReader(new Unclosed(in));
            copy(reader, texts, ends, text);
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void copy(XMLStreamReader reader, Set<String> texts, Set<String> ends, BoundedText text)
            throws XMLStreamException {
        var inText = 0;
        var inNumber = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = reader.getLocalName();
                    if (texts.contains(name)) {
                        inText++;
                    }
                    if (name.equals("c")) {
                        // a cell's value is a number of a shared string, or itself
                        inNumber = !"s".equals(reader.getAttributeValue(null, "t"));
                    }
                    if (name.equals("v") && inNumber) {
                        inText++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var name = reader.getLocalName();
                    if (texts.contains(name) || name.equals("v") && inNumber) {
                        inText--;
                    }
                    if (ends.contains(name)) {
                        text.add('\n');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inText > 0) {
                        text.add(reader.getText());
                    }
                }
                default -> {}
            }
        }
    }

    /** What all entries together unpack to. */
    private static final class Bounded extends FilterInputStream {
        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > MOST_UNPACKED) {
                throw new IOException("unpacks to too much");
            }
        }

        void skipAll() throws IOException {
            var buffer = new byte[8192];
            while (read(buffer, 0, buffer.length) >= 0) {
                // counted
            }
        }
    }

    /** The archive goes on behind the entry. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
