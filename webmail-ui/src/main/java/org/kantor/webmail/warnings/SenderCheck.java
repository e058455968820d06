package org.kantor.webmail.warnings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.Links;

/**
 * Compares a sender with who is known. Used within one UI's lock.
 *
 * @param ownDomains this server's domains
 * @param known names by address, both in lower case: whom the reader writes with
 * @param services addresses and domains, in lower case, that services outside write from in our name
 */
record SenderCheck(Set<String> ownDomains, Map<String, String> known, Set<String> services) {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");
    private static final Pattern POSTING = Pattern.compile("<mailto:([^<>?\\s]{3,320})[?>]", Pattern.CASE_INSENSITIVE);
    /** Names that many people have in common are nobody's. */
    private static final int SHORTEST_NAME = 5;

    /**
     * What there is to say of a message that says it is from one of ours ({@code docs/decisions/0114}).
     *
     * @param from everybody that the message names as its author
     * @param arrival how it came
     * @param knownList whether it came by a list that the reader writes to; asked only if it matters
     */
    Optional<Warning> claim(List<Person> from, Optional<HeaderFields.Arrival> arrival, BooleanSupplier knownList) {
        var came = arrival.filter(HeaderFields.Arrival::fromOutside);
        return came.isEmpty()
                ? Optional.empty()
                : from.stream()
                        .filter(person -> ownDomains.contains(
                                        person.address().domain().value())
                                && !services.contains(address(person))
                                && !services.contains(person.address().domain().value()))
                        .findFirst()
                        .map(person -> Warning.of(
                                knownList.getAsBoolean() ? Warning.Kind.OWN_DOMAIN_LIST : Warning.Kind.OWN_DOMAIN,
                                person.address().toString(),
                                came.get().address()));
    }

    /** What there is to say of a message in whose From no address can be read: the name stands there alone. */
    Optional<Warning> nobody(String name, Optional<HeaderFields.Arrival> arrival) {
        return arrival.filter(HeaderFields.Arrival::fromOutside)
                .map(came -> Warning.of(Warning.Kind.NO_ADDRESS, name, came.address()));
    }

    /**
     * Whether a list that names this address for what is written to it (RFC 2369 section 3.4) is one that the reader writes to: whoever pretends would have to know which.
     */
    boolean isKnownList(String listPost) {
        var posting = POSTING.matcher(listPost);
        if (!posting.find()) {
            return false;
        }
        var address = posting.group(1).toLowerCase(Locale.ROOT);
        return known.containsKey(address) && !ownDomains.contains(domain(address));
    }

    private static String address(Person person) {
        return person.address().toString().toLowerCase(Locale.ROOT);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /**
     * @param replyTo where answers go; empty for the sender
     * @param list whether it came by a list, where answers go elsewhere and new senders are usual
     * @param wroteBefore whether there is earlier mail from an address; asked only if it matters
     */
    List<Warning> of(Person from, List<Person> replyTo, boolean list, Predicate<String> wroteBefore) {
        var warnings = new ArrayList<Warning>();
        var address = address(from);
        var domain = domain(address);
        var familiar = ownDomains.contains(domain) || known.containsKey(address);
        if (!familiar) {
            lookalike(domain).ifPresent(like -> warnings.add(Warning.of(Warning.Kind.DOMAIN, domain, like)));
            namesake(from.name())
                    .ifPresent(other -> warnings.add(Warning.of(Warning.Kind.NAME, from.name(), address, other)));
        }
        var shown = ADDRESS.matcher(from.name());
        if (shown.find() && !shown.group().equalsIgnoreCase(address)) {
            warnings.add(Warning.of(Warning.Kind.SHOWN_ADDRESS, shown.group(), address));
        }
        if (!list) {
            replyTo.stream()
                    .map(SenderCheck::address)
                    .filter(other -> !sameOrganisation(domain(other), domain))
                    .findFirst()
                    .ifPresent(other -> warnings.add(Warning.of(Warning.Kind.REPLY_TO, other)));
        }
        if (!familiar
                && !list
                && warnings.stream().noneMatch(w -> w.kind().isSerious())
                && !wroteBefore.test(address)) {
            warnings.add(Warning.of(Warning.Kind.FIRST_TIME, address));
        }
        return warnings;
    }

    private Optional<String> lookalike(String domain) {
        var domains = new HashSet<>(ownDomains);
        known.keySet().forEach(address -> domains.add(domain(address)));
        return Lookalikes.ofDomain(domain, domains);
    }

    /** The address of somebody known who has this name, whatever letters it is written with. */
    private Optional<String> namesake(String name) {
        if (name.strip().length() < SHORTEST_NAME) {
            return Optional.empty();
        }
        var wanted = Lookalikes.skeleton(name.strip());
        return known.entrySet().stream()
                .filter(one -> Lookalikes.skeleton(one.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static boolean sameOrganisation(String one, String other) {
        return one.equals(other)
                || one.endsWith("." + other)
                || other.endsWith("." + one)
                || Links.registered(one).equals(Links.registered(other));
    }
}
