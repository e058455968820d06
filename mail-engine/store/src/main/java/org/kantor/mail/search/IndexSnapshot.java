package org.kantor.mail.search;

import java.util.List;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.wire.mime.Casemap;

/** An account's index at one moment. For one thread. */
public interface IndexSnapshot extends AutoCloseable {

    /** Knows no message. */
    IndexSnapshot NOTHING = new IndexSnapshot() {
        @Override
        public Matches containing(TextField field, String caseless) {
            return Matches.NONE_KNOWN;
        }

        @Override
        public Matches all() {
            return Matches.NONE_KNOWN;
        }

        @Override
        public Matches matching(Query.Text words) {
            return Matches.NONE_KNOWN;
        }

        @Override
        public Matches withAttachment() {
            return Matches.NONE_KNOWN;
        }

        @Override
        public float[] relevance(List<Query.Text> words, long[] messages) {
            return new float[messages.length];
        }

        @Override
        public void close() {}
    };

    /**
     * The messages that have a substring in one of their texts.
     *
     * @param caseless as {@link Casemap} makes it; not empty
     */
    Matches containing(TextField field, String caseless);

    /** Every message that is indexed. */
    Matches all();

    /** The messages that have the words. */
    Matches matching(Query.Text words);

    /** The messages with something that a person would call an attachment. */
    Matches withAttachment();

    /** How well each of these messages, ascending by number, answers to the words: the higher, the better; 0 if it has none of them. */
    float[] relevance(List<Query.Text> words, long[] messages);

    @Override
    void close();
}
