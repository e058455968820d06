package org.kantor.groupware.contacts;

import java.util.List;

/**
 * All that the page of a person shows.
 *
 * @param birthday as the card says it: {@code YYYY-MM-DD}, or {@code --MM-DD} without a year; empty if there is none
 * @param categories names of groups that the card says the person belongs to
 */
public record PersonDetails(
        Person person,
        String givenName,
        String familyName,
        List<Labelled> emails,
        List<Labelled> phones,
        List<Labelled> addresses,
        List<Labelled> urls,
        String birthday,
        String note,
        List<String> categories) {

    /** @param label such as work, home, cell, as in the card's TYPE; empty if there is none */
    public record Labelled(String label, String value) {}
}
