package org.kantor.persistence;

import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.kantor.tx.Migrations;

/**
 * Migrates the database while Hibernate builds its session factory, which is before it validates the entities against the
 * tables and so before any bean or listener of the suite can run. Hibernate finds it through {@code META-INF/services}.
 */
public final class MigrationIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        var database = factory.getServiceRegistry()
                .requireService(ConnectionProvider.class)
                .unwrap(DataSource.class);
        var started = System.nanoTime();
        var ran = Migrations.run(database, MigrationIntegrator.class.getClassLoader());
        var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        PersistenceLog.LOG.migrated(ran, took, metadata.getEntityBindings().size());
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // The schema outlives the session factory.
    }
}
