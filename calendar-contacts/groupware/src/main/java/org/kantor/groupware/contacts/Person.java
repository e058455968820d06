package org.kantor.groupware.contacts;

import java.util.List;

/**
 * A card as a list of people shows it.
 *
 * @param name what it is listed under; the organisation or an address where the card has no name; empty only if it has none of them
 * @param section the heading it stands under: a capital letter from A to Z, or {@code #}
 */
public record Person(
        PersonRef ref,
        String name,
        String section,
        String organisation,
        String title,
        List<String> emails,
        List<String> phones) {}
