package org.kantor.launcher.transfer;

import java.io.IOException;

/** Where messages come from. */
public interface Source {

    /** Reads everything once, folder by folder. */
    void read(Taker taker) throws IOException;

    /** What becomes of what was read. */
    interface Taker {

        /** A folder, before its messages. */
        void folder(Folder folder) throws IOException;

        void take(Item item) throws IOException;

        /** Something that is no message or cannot be read, and is passed over. */
        void broken(String where, String why);

        /** Something that is not to be brought along. */
        void leftOut(String where, String why);
    }
}
