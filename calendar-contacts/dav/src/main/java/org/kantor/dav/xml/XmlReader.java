package org.kantor.dav.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a request's body. A document type declaration is refused as such, so there are no entities to expand and nothing to fetch (RFC 4918 section 20.6); depth and number of elements
 * are bounded.
 */
public final class XmlReader {

    private static final int MAX_DEPTH = 32;

    /** A multiget of 50,000 members. */
    private static final int MAX_ELEMENTS = 60_000;

    private static final int MAX_ATTRIBUTES = 32;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    /** The JDK's parser: the server's modules may offer another one, with other limits. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /** @return empty for an empty body */
    public static Optional<Element> read(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return Optional.of(document(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedXml("The body is not well-formed XML.");
        }
    }

    private static Element document(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        Element root = null;
        var elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS
                            || open.size() == MAX_DEPTH
                            || reader.getAttributeCount() > MAX_ATTRIBUTES) {
                        throw new MalformedXml("The body has too many elements.");
                    }
                    open.push(new Open(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var closed = open.pop().close();
                    if (open.isEmpty()) {
                        root = closed;
                    } else {
                        open.peek().children.add(closed);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedXml("A body has no document type and no entities.");
                default -> {}
            }
        }
        if (root == null) {
            throw new MalformedXml("The body has no element.");
        }
        return root;
    }

    /** An element whose end has not come yet. */
    private static final class Open {
        private final Name name;
        private final Map<String, String> attributes = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();

        Open(XMLStreamReader reader) {
            var namespace = reader.getNamespaceURI();
            this.name = new Name(namespace == null ? "" : namespace, reader.getLocalName());
            for (var i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }

        Element close() {
            return new Element(name, Map.copyOf(attributes), text.toString(), List.copyOf(children));
        }
    }
}
