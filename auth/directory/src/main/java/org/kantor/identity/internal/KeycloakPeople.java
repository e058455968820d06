package org.kantor.identity.internal;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.directory.spi.Person;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/** The realm's users over Keycloak's administration API. */
@Service
final class KeycloakPeople implements IdentityProvider {

    private final KeycloakHttp keycloak;

    @Inject
    KeycloakPeople(KeycloakHttp keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public Optional<Person> byAddress(EmailAddress address) throws Away {
        var query = "/users?exact=true&max=2&email=" + KeycloakHttp.encode(address.key());
        var answer = must(keycloak.administer("GET", query, null));
        return answer.json() instanceof JsonArray users
                ? users.getValuesAs(JsonObject.class).stream()
                        .flatMap(user -> person(user).stream())
                        .filter(person -> person.address().key().equals(address.key()))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public Optional<Person> bySubject(String subject) throws Away {
        return representation(subject).flatMap(KeycloakPeople::person);
    }

    @Override
    public Person create(String login, EmailAddress address, String givenName, String familyName, String password)
            throws Away {
        var user = Json.createObjectBuilder()
                .add("username", login)
                .add("email", address.key())
                .add("emailVerified", true)
                .add("firstName", givenName)
                .add("lastName", familyName)
                .add("enabled", true)
                .add("credentials", Json.createArrayBuilder().add(credential(password)))
                .build();
        var answer = keycloak.administer("POST", "/users", user);
        if (answer.status() == 409) {
            throw new Refused(Refused.Code.ALREADY_EXISTS, "There is a user with this name or address already.");
        }
        refuseBadValue(answer);
        var location = must(answer).location();
        return new Person(
                location.substring(location.lastIndexOf('/') + 1), login, address, givenName, familyName, true);
    }

    @Override
    public void delete(String subject) throws Away {
        var answer = keycloak.administer("DELETE", path(subject), null);
        if (answer.status() != 404) {
            must(answer);
        }
    }

    @Override
    public void setEnabled(String subject, boolean enabled) throws Away {
        change(subject, user -> user.add("enabled", enabled));
    }

    @Override
    public void setPassword(String subject, String password) throws Away {
        var answer = keycloak.administer(
                "PUT", path(subject) + "/reset-password", credential(password).build());
        refuseBadValue(answer);
        must(found(answer));
    }

    @Override
    public void setNames(String subject, String givenName, String familyName) throws Away {
        change(subject, user -> user.add("firstName", givenName).add("lastName", familyName));
    }

    @Override
    public void endSessions(String subject) throws Away {
        must(found(keycloak.administer("POST", path(subject) + "/logout", null)));
    }

    /** Keycloak takes what a representation does not name for deleted in some releases, so the whole is sent back. */
    private void change(String subject, UnaryOperator<JsonObjectBuilder> change) throws Away {
        var user = representation(subject)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The user is no longer in Keycloak."));
        var changed = change.apply(Json.createObjectBuilder(user)).build();
        var answer = keycloak.administer("PUT", path(subject), changed);
        refuseBadValue(answer);
        must(found(answer));
    }

    private Optional<JsonObject> representation(String subject) throws Away {
        var answer = keycloak.administer("GET", path(subject), null);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(must(answer).object());
    }

    private static String path(String subject) {
        return "/users/" + KeycloakHttp.encode(subject);
    }

    private static JsonObjectBuilder credential(String password) {
        return Json.createObjectBuilder()
                .add("type", "password")
                .add("value", password)
                .add("temporary", false);
    }

    private static KeycloakHttp.Answer found(KeycloakHttp.Answer answer) {
        if (answer.status() == 404) {
            throw new Refused(Refused.Code.NOT_FOUND, "The user is no longer in Keycloak.");
        }
        return answer;
    }

    private static KeycloakHttp.Answer must(KeycloakHttp.Answer answer) throws Away {
        if (!answer.ok()) {
            throw new Away("an unexpected answer of Keycloak: status " + answer.status());
        }
        return answer;
    }

    /** Of a password Keycloak says with a key what it did not like, and of the rest in a sentence, or at least with a name. */
    private static void refuseBadValue(KeycloakHttp.Answer answer) throws Away {
        if (answer.status() == 400) {
            var json = answer.object();
            var reason = text(json, "error_description", text(json, "errorMessage", ""));
            var password = PasswordPolicies.refused(text(json, "error", ""), reason);
            if (password.isPresent()) {
                throw password.get();
            }
            throw new Refused(
                    Refused.Code.BAD_VALUE,
                    reason.isEmpty() ? "Keycloak did not accept a value." : "Keycloak did not accept this: " + reason);
        }
    }

    /** Empty for users who have no address: service accounts, and users that no domain of ours could hold. */
    private static Optional<Person> person(JsonObject user) {
        return EmailAddress.parse(text(user, "email", ""))
                .map(address -> new Person(
                        text(user, "id", ""),
                        text(user, "username", ""),
                        address,
                        text(user, "firstName", ""),
                        text(user, "lastName", ""),
                        user.getBoolean("enabled", true)));
    }

    private static String text(JsonObject object, String name, String otherwise) {
        return object.getOrDefault(name, JsonValue.NULL).getValueType() == JsonValue.ValueType.STRING
                ? object.getString(name)
                : otherwise;
    }
}
