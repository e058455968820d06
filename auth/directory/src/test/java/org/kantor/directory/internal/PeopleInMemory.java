package org.kantor.directory.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.directory.spi.Person;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/** An identity provider that a test fills, switches off, and asks what was done to it. */
public final class PeopleInMemory implements IdentityProvider {

    public final Map<String, Person> people = new LinkedHashMap<>();
    public final Map<String, String> passwords = new LinkedHashMap<>();
    public boolean away;
    public int asked;
    public int sessionsEnded;

    public Person add(String address) {
        var email = EmailAddress.of(address);
        var person =
                new Person(UUID.randomUUID().toString(), email.localPart(), email, "Given", email.localPart(), true);
        people.put(person.subject(), person);
        return person;
    }

    private void ask() throws Away {
        asked++;
        if (away) {
            throw new Away("test");
        }
    }

    private Person known(String subject) {
        var person = people.get(subject);
        if (person == null) {
            throw new Refused(Refused.Code.NOT_FOUND, "gone");
        }
        return person;
    }

    @Override
    public Optional<Person> byAddress(EmailAddress address) throws Away {
        ask();
        return people.values().stream()
                .filter(p -> p.address().key().equals(address.key()))
                .findFirst();
    }

    @Override
    public Optional<Person> bySubject(String subject) throws Away {
        ask();
        return Optional.ofNullable(people.get(subject));
    }

    @Override
    public Person create(String login, EmailAddress address, String givenName, String familyName, String password)
            throws Away {
        ask();
        if (password.length() < 8) {
            throw new Refused(Refused.Code.BAD_VALUE, "too short");
        }
        if (byAddress(address).isPresent()) {
            throw new Refused(Refused.Code.ALREADY_EXISTS, "exists");
        }
        var person = new Person(UUID.randomUUID().toString(), login, address, givenName, familyName, true);
        people.put(person.subject(), person);
        passwords.put(person.subject(), password);
        return person;
    }

    @Override
    public void delete(String subject) throws Away {
        ask();
        people.remove(subject);
    }

    @Override
    public void setEnabled(String subject, boolean enabled) throws Away {
        ask();
        var p = known(subject);
        people.put(subject, new Person(subject, p.login(), p.address(), p.givenName(), p.familyName(), enabled));
    }

    @Override
    public void setPassword(String subject, String password) throws Away {
        ask();
        known(subject);
        passwords.put(subject, password);
    }

    @Override
    public void setNames(String subject, String givenName, String familyName) throws Away {
        ask();
        var p = known(subject);
        people.put(subject, new Person(subject, p.login(), p.address(), givenName, familyName, p.enabled()));
    }

    @Override
    public void endSessions(String subject) throws Away {
        ask();
        known(subject);
        sessionsEnded++;
    }
}
