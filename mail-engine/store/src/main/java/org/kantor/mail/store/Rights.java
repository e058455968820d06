package org.kantor.mail.store;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.kernel.Refused;

/** A set of rights, written as letters (RFC 4314 section 2.1). */
public record Rights(Set<Right> all) {

    public static final Rights NONE = new Rights(Set.of());
    public static final Rights ALL = new Rights(EnumSet.allOf(Right.class));

    public Rights {
        all = Set.copyOf(all);
    }

    /** The old letters c and d stand for what they were split into (section 2.1.1). @throws Refused BAD_VALUE for a letter that is no right */
    public static Rights of(String letters) {
        var rights = EnumSet.noneOf(Right.class);
        for (var i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case 'c' -> rights.add(Right.CREATE);
                case 'd' -> rights.addAll(Set.of(Right.DELETE, Right.DELETE_MESSAGES, Right.EXPUNGE));
                default -> rights.add(of(letters.charAt(i)));
            }
        }
        return new Rights(rights);
    }

    private static Right of(char letter) {
        for (var right : Right.values()) {
            if (right.letter() == letter) {
                return right;
            }
        }
        throw new Refused(Refused.Code.BAD_VALUE, "There is no such right.");
    }

    public boolean has(Right right) {
        return all.contains(right);
    }

    public boolean isNone() {
        return all.isEmpty();
    }

    public Rights plus(Rights more) {
        var rights = EnumSet.noneOf(Right.class);
        rights.addAll(all);
        rights.addAll(more.all);
        return new Rights(rights);
    }

    public Rights minus(Rights less) {
        return new Rights(all.stream().filter(right -> !less.has(right)).collect(Collectors.toSet()));
    }

    /** The bits of {@link Flags} that may be changed. */
    public int flags() {
        return (has(Right.SEEN) ? Flags.SEEN : 0)
                | (has(Right.DELETE_MESSAGES) ? Flags.DELETED : 0)
                | (has(Right.WRITE) ? Flags.ANSWERED | Flags.FLAGGED | Flags.DRAFT : 0);
    }

    /** The letters, in the order of {@link Right}. */
    public String letters() {
        return all.stream()
                .sorted()
                .map(right -> String.valueOf(right.letter()))
                .collect(Collectors.joining());
    }
}
