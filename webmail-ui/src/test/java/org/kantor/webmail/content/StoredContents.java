package org.kantor.webmail.content;

import org.kantor.mail.store.Sharing;
import org.kantor.webmail.session.SignedIn;

/** {@link MessageContents} without a container. */
public final class StoredContents {

    private StoredContents() {}

    public static MessageContents of(Sharing sharing, SignedIn signedIn) {
        var contents = new MessageContents();
        contents.sharing = sharing;
        contents.signedIn = signedIn;
        return contents;
    }
}
