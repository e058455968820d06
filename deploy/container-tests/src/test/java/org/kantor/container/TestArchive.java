package org.kantor.container;

import java.io.File;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as it is shipped, with one more web module that holds the tests, over an empty database. */
final class TestArchive {

    private TestArchive() {}

    static EnterpriseArchive with(Class<?>... tests) {
        makeDatabase();
        var ear = ShrinkWrap.create(ZipImporter.class, "kantor.ear")
                .importFrom(new File(System.getProperty("kantor.ear")))
                .as(EnterpriseArchive.class);
        // Arquillian adds its module to what the server finds by itself, not to a list.
        ear.delete("/META-INF/application.xml");
        var war = ShrinkWrap.create(WebArchive.class, "tests.war")
                .addClasses(tests)
                .addAsWebInfResource(new StringAsset("""
                        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" bean-discovery-mode="all" version="4.0"/>
                        """), "beans.xml");
        return ear.addAsModule(Testable.archiveToTest(war));
    }

    /** A new database on the run's server; the environment of the test run names both. */
    private static void makeDatabase() {
        var url = System.getenv("KANTOR_DB_URL");
        var name = url.substring(url.lastIndexOf('/') + 1);
        try (var connection = DriverManager.getConnection(System.getenv("KANTOR_TEST_DB_URL"));
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner kantor");
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the tests", e);
        }
    }
}
