package org.kantor.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Lends the unit's entity manager to every bean that injects one. What is injected is the container's proxy: each
 * transaction has its own persistence context behind it, so it may be shared between threads.
 */
@ApplicationScoped
public class Database {

    @Produces
    @PersistenceContext(unitName = "kantor")
    EntityManager entityManager;
}
