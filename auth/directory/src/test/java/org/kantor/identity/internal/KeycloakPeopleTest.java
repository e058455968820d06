package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.identity.internal.FakeKeycloak.Answer;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.testkit.MutableClock;

class KeycloakPeopleTest {

    private static final String USERS = "/admin/realms/kantor/users";
    private static final String TOKEN = "/realms/kantor/protocol/openid-connect/token";
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");

    @TempDir
    Path home;

    private final MutableClock clock = new MutableClock();
    private FakeKeycloak keycloak;
    private KeycloakPeople people;

    @BeforeEach
    void start() throws Exception {
        keycloak = new FakeKeycloak(clock);
        people = new KeycloakPeople(new KeycloakHttp(keycloak.environment(home), clock));
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private void create() throws Away {
        people.create("alice", ALICE, "Alice", "A", "password");
    }

    @Test
    void whatKeycloakRefusesIsSaidInASentence() {
        keycloak.fixed.put(USERS, new Answer(409, "{\"errorMessage\":\"User exists with same username\"}"));
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.ALREADY_EXISTS));
        keycloak.fixed.put(USERS, new Answer(400, "{\"errorMessage\":\"Password policy not met\"}"));
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.BAD_VALUE))
                .hasMessageContaining("Password policy not met");
    }

    private void says(String error, String description) {
        keycloak.fixed.put(
                USERS,
                new Answer(400, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MinLength            | Invalid password: minimum length 8.                                    | The password is too short: it needs at least 8 characters.
            MinLength            | Ungültiges Passwort: Es muss mindestens 1.024 Zeichen lang sein.       | The password is too short: it needs at least 1024 characters.
            MaxLength            | Invalid password: maximum length 64.                                   | The password is too long: it can have at most 64 characters.
            MinDigits            | Invalid password: must contain at least 1 numerical digits.            | The password needs more digits: at least 1.
            MinLowerCaseChars    | Invalid password: must contain at least 2 lower case characters.       | The password needs more lower-case letters: at least 2.
            MinUpperCaseChars    | Kata sandi tidak valid: harus mengandung minimal 3 karakter huruf besar. | The password needs more upper-case letters: at least 3.
            MinSpecialChars      | Invalid password: must contain at least 1 special characters.          | The password needs more special characters: at least 1.
            NotUsername          | Invalid password: must not be equal to the username.                   | The password must not be the user name.
            NotContainsUsername  | Invalid password: Can not contain the username.                        | The password must not contain the user name.
            NotEmail             | Invalid password: must not be equal to the email.                      | The password must not be the e-mail address.
            RegexPattern         | Invalid password: fails to match regex pattern(s).                     | The password has not the form that is demanded here.
            History              | Invalid password: must not be equal to any of last 3 passwords.        | The password was used before: it must be none of the last 3.
            Blacklisted          | Invalid password: password is not allowed.                             | This password is on the list of those that are not allowed.
            Generic              | Invalid password: new password does not match password policies.       | The password does not keep to the rules for passwords.
            OfTheHouse           | It contains the name of the house.                                     | Keycloak did not accept this: It contains the name of the house.
            MinLength            | no number                                                              | Keycloak did not accept this: no number
            MinLength            | 99999999999999999999                                                   | Keycloak did not accept this: 99999999999999999999
            """)
    void whyAPasswordIsNoneIsSaidInASentenceOfOurs(String policy, String description, String sentence) {
        says("invalidPassword" + policy + "Message", description);
        assertThatThrownBy(this::create).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Refused.Code.BAD_VALUE);
            assertThat(refused.sentence()).isEqualTo(sentence);
        });
    }

    @Test
    void aServiceAccountThatMayNotIsAnAbsenceOfKeycloak() {
        keycloak.fixed.put(USERS, new Answer(403, "{}"));
        assertThatThrownBy(this::create).isInstanceOf(Away.class);
        keycloak.fixed.put(TOKEN, new Answer(401, "{\"error\":\"invalid_client\"}"));
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
    }

    @Test
    void anExpiredServiceTokenIsRenewedOnce() {
        keycloak.fixed.put(USERS, new Answer(401, ""));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
        assertThat(keycloak.count(TOKEN)).isEqualTo(2);
        assertThat(keycloak.count(USERS)).isEqualTo(2);
    }

    @Test
    void theServiceTokenIsAskedForOnceWhileItLasts() throws Exception {
        keycloak.fixed.put(USERS, new Answer(200, "[]"));
        assertThat(people.byAddress(ALICE)).isEmpty();
        assertThat(people.byAddress(ALICE)).isEmpty();
        assertThat(keycloak.count(TOKEN)).isEqualTo(1);
    }

    @Test
    void onlyTheUserWithThatVeryAddressIsFound() throws Exception {
        keycloak.fixed.put(
                USERS,
                new Answer(
                        200,
                        "[{\"id\":\"1\",\"username\":\"x\",\"email\":\"alice@example.org.evil.example\"}, {\"id\":\"2\"}]"));
        assertThat(people.byAddress(ALICE)).isEmpty();
        keycloak.fixed.put(
                USERS,
                new Answer(
                        200,
                        "[{\"id\":\"3\",\"username\":\"alice\",\"email\":\"Alice@Example.org\",\"firstName\":null,\"enabled\":false}]"));
        assertThat(people.byAddress(ALICE)).hasValueSatisfying(person -> {
            assertThat(person.subject()).isEqualTo("3");
            assertThat(person.givenName()).isEmpty();
            assertThat(person.enabled()).isFalse();
        });
    }

    @Test
    void aUserWhoIsGoneIsNotFoundAndMayBeDeletedAgain() throws Exception {
        assertThat(people.bySubject("gone")).isEmpty();
        people.delete("gone");
        assertThatThrownBy(() -> people.setEnabled("gone", false))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.NOT_FOUND));
    }

    @Test
    void aBrokenAnswerIsAnAbsence() {
        keycloak.fixed.put(USERS, new Answer(200, "<html>"));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
        keycloak.failWith = 502;
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
    }
}
