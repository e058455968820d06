package org.kantor.launcher.transfer;

import java.io.IOException;

/** Where exported messages go. A second run over the same messages adds nothing. What is closed without being {@link #done} leaves the files and lists of a former run as they are. */
public interface Target extends AutoCloseable {

    /** A folder, before its messages; made though there are none. */
    void folder(Folder folder) throws IOException;

    /** @return whether the message is there already */
    boolean has(String folder, String name) throws IOException;

    /** @param name of the message in its folder, the same in each run */
    void put(Item item, String name) throws IOException;

    /** Says that all folders and messages were put: what is still open takes its place, and the lists are written. */
    void done() throws IOException;

    @Override
    void close() throws IOException;
}
