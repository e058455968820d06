package org.kantor.directory.internal;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.directory.Users;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.Refused;

/** The domains whose mail is delivered here. */
@Service
final class Domains {

    private final Accounts accounts;
    private final EntityManager entities;
    private final Clock clock;

    @Inject
    Domains(Accounts accounts, EntityManager entities, Clock clock) {
        this.accounts = accounts;
        this.entities = entities;
        this.clock = clock;
    }

    /** Primary first, then by name; with the number of accounts that have an address in each. */
    List<Users.Domain> all() {
        return accounts.read(() -> entities.createQuery("""
                        select d.name, d.primary, d.test,
                          (select count(distinct x.account.id) from AddressEntity x where x.domain = d.name)
                        from DomainEntity d order by d.primary desc, d.name
                        """, Object[].class)
                .getResultStream()
                .map(row -> new Users.Domain(
                        new DomainName((String) row[0]),
                        (Boolean) row[1],
                        (Boolean) row[2],
                        ((Number) row[3]).intValue()))
                .toList());
    }

    void add(DomainName name, boolean test) {
        accounts.change(() -> {
            if (entities.find(DomainEntity.class, name.value()) != null) {
                throw new Refused(Refused.Code.ALREADY_EXISTS, name.display() + " is a domain of this server already.");
            }
            entities.persist(
                    new DomainEntity(name.value(), false, test, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            return name;
        });
    }

    void remove(DomainName name) {
        accounts.change(() -> {
            var domain = entities.find(DomainEntity.class, name.value());
            if (domain == null) {
                throw new Refused(Refused.Code.NOT_FOUND, name.display() + " is no domain of this server.");
            }
            if (domain.primary) {
                throw new Refused(Refused.Code.CANNOT, "The primary domain cannot be removed.");
            }
            var addresses = entities.createQuery("select count(x) from AddressEntity x where x.domain = ?1", Long.class)
                    .setParameter(1, name.value())
                    .getSingleResult();
            if (addresses > 0) {
                throw new Refused(
                        Refused.Code.CANNOT, "There are still addresses in " + name.display() + ": " + addresses + ".");
            }
            entities.remove(domain);
            return name;
        });
    }
}
