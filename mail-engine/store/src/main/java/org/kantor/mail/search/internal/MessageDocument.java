package org.kantor.mail.search.internal;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.search.MessageTexts;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.WordField;
import org.kantor.mail.wire.mime.Casemap;

/** What the index has of a message: per text its grams for substrings, and its words for people. Nothing is stored but the message's number. */
final class MessageDocument {

    /** Raised whenever documents change, so that old indexes are made anew. */
    static final String FORMAT = "2";

    /** The message's number, as a value and as a key. */
    static final String NUMBER = "number";

    private static final String KEY = "key";

    /** Names the texts that are too long to be indexed. */
    static final String UNSURE = "unsure";

    static final String HAS_ATTACHMENT = "attachment";

    /** The text of its attachments is not in it yet. */
    static final Term AWAITING = new Term("awaiting", "");

    /** Longer texts are not indexed but read whenever they are searched, in characters. */
    static final int LONGEST_TEXT = 2_000_000;

    /** Words beyond these are not indexed: nobody finds a letter by its thousandth page. */
    private static final int LONGEST_WORDS = 500_000;

    private static final FieldType GRAMS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType WORDS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);

    private MessageDocument() {}

    private static FieldType type(IndexOptions options, boolean norms) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.setOmitNorms(!norms);
        type.freeze();
        return type;
    }

    /** A message of which the index can tell nothing. */
    static Document unsure(long message) {
        var document = numbered(message);
        for (var field : TextField.values()) {
            document.add(new StringField(UNSURE, name(field), Field.Store.NO));
        }
        return document;
    }

    private static Document numbered(long message) {
        var document = new Document();
        document.add(new NumericDocValuesField(NUMBER, message));
        document.add(new StringField(KEY, key(message).bytes(), Field.Store.NO));
        return document;
    }

    /** @param attached the text of its attachments; null while it is not known */
    static Document of(long message, MessageTexts texts, boolean attachments, @Nullable String attached) {
        var document = numbered(message);
        for (var field : TextField.values()) {
            var text = texts.text(field);
            var caseless = text.length() > LONGEST_TEXT ? text : Casemap.map(text);
            if (caseless.length() > LONGEST_TEXT) {
                document.add(new StringField(UNSURE, name(field), Field.Store.NO));
            } else if (!caseless.isEmpty()) {
                document.add(new Field(name(field), new Grams(caseless), GRAMS));
            }
        }
        for (var field : WordField.values()) {
            for (var text : texts(texts, field, attached == null ? "" : attached)) {
                if (!text.isEmpty()) {
                    document.add(new Field(name(field), words(text), WORDS));
                }
            }
        }
        if (attachments) {
            document.add(new StringField(HAS_ATTACHMENT, "", Field.Store.NO));
        }
        if (attached == null) {
            document.add(new StringField(AWAITING.field(), AWAITING.text(), Field.Store.NO));
        }
        return document;
    }

    private static TokenStream words(String text) {
        return Words.of(text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS));
    }

    private static List<String> texts(MessageTexts texts, WordField field, String attached) {
        return switch (field) {
            case FROM -> List.of(texts.text(TextField.FROM));
            case TO -> List.of(texts.text(TextField.TO), texts.text(TextField.BCC));
            case CC -> List.of(texts.text(TextField.CC));
            case SUBJECT -> List.of(texts.text(TextField.SUBJECT));
            case BODY -> List.of(texts.text(TextField.BODY));
            case FILE_NAME -> texts.fileNames();
            case ATTACHMENT -> List.of(attached);
        };
    }

    static Term key(long message) {
        var bytes = new byte[Long.BYTES];
        java.nio.ByteBuffer.wrap(bytes).putLong(message);
        return new Term(KEY, new BytesRef(bytes));
    }

    static String name(TextField field) {
        return "grams-" + field;
    }

    static String name(WordField field) {
        return "words-" + field;
    }
}
