package org.kantor.directory.canary;

import org.kantor.mail.store.canary.Higher;

public class NamesHigher {
    public Higher higher() {
        return new Higher();
    }
}
