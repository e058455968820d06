package org.kantor.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/** A request's JSON object, read strictly: a member of the wrong type or with an unknown name is refused with {@code BAD_VALUE}. */
record Body(JsonObject json) {

    static Body of(@Nullable JsonObject json, Set<String> names) {
        if (json == null) {
            throw bad("A JSON object is needed.");
        }
        for (var name : json.keySet()) {
            if (!names.contains(name)) {
                throw bad("\"" + name + "\" is not known here.");
            }
        }
        return new Body(json);
    }

    boolean has(String name) {
        return json.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
    }

    String text(String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : wrong(name, "a text");
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    long number(String name, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return json.get(name) instanceof JsonNumber number && number.isIntegral()
                ? number.longValue()
                : wrong(name, "a whole number");
    }

    boolean flag(String name, boolean otherwise) {
        return switch (json.getOrDefault(name, JsonValue.NULL).getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> otherwise;
            default -> wrong(name, "true or false");
        };
    }

    EmailAddress address(String name) {
        return address(text(name), name);
    }

    static EmailAddress address(String text, String name) {
        return EmailAddress.parse(text).orElseGet(() -> wrong(name, "an address"));
    }

    static DomainName domain(String text) {
        return DomainName.parse(text).orElseThrow(() -> bad("\"" + text + "\" is no domain name."));
    }

    private static <T> T wrong(String name, String what) {
        throw bad("\"" + name + "\" must be " + what + ".");
    }

    private static Refused bad(String sentence) {
        return new Refused(Refused.Code.BAD_VALUE, sentence);
    }
}
