package org.kantor.dav.xml;

import java.nio.charset.StandardCharsets;

/** Writes an answer's body. The known namespaces are declared on the outermost element; others where they occur. For one thread. */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder(512);
    private boolean declared;

    public XmlWriter() {
        out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    }

    /** What stands inside an element. */
    public interface Inner {
        void write();
    }

    public XmlWriter element(Name name, Inner inner) {
        var tag = open(name);
        out.append('>');
        inner.write();
        out.append("</").append(tag).append('>');
        return this;
    }

    public XmlWriter empty(Name name) {
        open(name);
        out.append("/>");
        return this;
    }

    /** An empty element with attributes: name, value, name, value. */
    public XmlWriter empty(Name name, String... attributes) {
        open(name);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append("/>");
        return this;
    }

    public XmlWriter text(Name name, String text) {
        if (text.isEmpty()) {
            return empty(name);
        }
        var tag = open(name);
        out.append('>');
        escape(text);
        out.append("</").append(tag).append('>');
        return this;
    }

    private String open(Name name) {
        var prefix = Name.PREFIXES.get(name.namespace());
        var tag = prefix == null ? name.local() : prefix + ":" + name.local();
        out.append('<').append(tag);
        if (!declared) {
            declared = true;
            Name.PREFIXES.forEach((namespace, short_) -> out.append(" xmlns:")
                    .append(short_)
                    .append("=\"")
                    .append(namespace)
                    .append('"'));
        }
        if (prefix == null) {
            out.append(" xmlns=\"");
            escape(name.namespace());
            out.append('"');
        }
        return tag;
    }

    /** Carriage returns are written as references, or a reader would lose them; characters that XML cannot have are left out. */
    private void escape(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> {
                    if ((c >= ' ' || c == '\n' || c == '\t') && c < '\ufffe') {
                        out.append(c);
                    }
                }
            }
        }
    }

    public byte[] octets() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
