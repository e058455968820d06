package org.kantor.launcher.transfer;

import java.io.IOException;

/** Where exported messages go. A second run over the same messages adds nothing. */
public interface Target extends AutoCloseable {

    /** A folder, before its messages; made though there are none. */
    void folder(Folder folder) throws IOException;

    /** @return whether the message is there already */
    boolean has(String folder, String name) throws IOException;

    /** @param name of the message in its folder, the same in each run */
    void put(Item item, String name) throws IOException;

    @Override
    void close() throws IOException;
}
