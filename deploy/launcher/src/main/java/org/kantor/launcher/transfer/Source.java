package org.kantor.launcher.transfer;

import java.io.IOException;

/** Where messages come from. */
public interface Source {

    /** Reads everything once, folder by folder. */
    void read(Taker taker) throws IOException;

    /** What becomes of what was read. */
    interface Taker {

        void take(Item item) throws IOException;

        /** Something that is no message, and is passed over. */
        void broken(String where, String why);
    }
}
