package org.kantor.webmail.canary;

import org.kantor.kernel.Refused;

/** Would show a refusal in English on every page. */
record ShowsEnglish(Refused refused) {

    String shown() {
        return refused.sentence();
    }
}
