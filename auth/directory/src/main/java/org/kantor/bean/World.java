package org.kantor.bean;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.kantor.kernel.Environment;

/** The time and the environment of the real process; tests make their own. */
@Service
public final class World {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Environment environment() {
        return new Environment(System.getenv());
    }
}
