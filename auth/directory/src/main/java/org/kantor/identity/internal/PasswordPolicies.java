package org.kantor.identity.internal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kantor.kernel.Refused;
import org.kantor.kernel.Refused.Code;

/** Why a password is none for Keycloak. It says so with a key, of which it has one a policy, and a sentence in a language of its own, in which alone the number stands that the policy is about. */
final class PasswordPolicies {

    /** With what separates thousands. */
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,\\s]*");

    private PasswordPolicies() {}

    /** Empty for what is no policy of Keycloak's own. */
    static Optional<Refused> refused(String key, String sentence) {
        return switch (key) {
            case "invalidPasswordNotUsernameMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password must not be the user name."));
            case "invalidPasswordNotContainsUsernameMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password must not contain the user name."));
            case "invalidPasswordNotEmailMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password must not be the e-mail address."));
            case "invalidPasswordRegexPatternMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password has not the form that is demanded here."));
            case "invalidPasswordBlacklistedMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "This password is on the list of those that are not allowed."));
            case "invalidPasswordGenericMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password does not keep to the rules for passwords."));
            default -> number(sentence).flatMap(number -> refused(key, number));
        };
    }

    private static Optional<Refused> refused(String key, long number) {
        return switch (key) {
            case "invalidPasswordMinLengthMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password is too short: it needs at least " + number + " characters."));
            case "invalidPasswordMaxLengthMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password is too long: it can have at most " + number + " characters."));
            case "invalidPasswordMinDigitsMessage" ->
                Optional.of(new Refused(Code.BAD_VALUE, "The password needs more digits: at least " + number + "."));
            case "invalidPasswordMinLowerCaseCharsMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password needs more lower-case letters: at least " + number + "."));
            case "invalidPasswordMinUpperCaseCharsMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password needs more upper-case letters: at least " + number + "."));
            case "invalidPasswordMinSpecialCharsMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password needs more special characters: at least " + number + "."));
            case "invalidPasswordHistoryMessage" ->
                Optional.of(new Refused(
                        Code.BAD_VALUE, "The password was used before: it must be none of the last " + number + "."));
            default -> Optional.empty();
        };
    }

    private static Optional<Long> number(String sentence) {
        return NUMBER.matcher(sentence)
                .results()
                .map(found -> found.group().replaceAll("\\D", ""))
                .filter(digits -> digits.length() < 10)
                .map(Long::valueOf)
                .findFirst();
    }
}
