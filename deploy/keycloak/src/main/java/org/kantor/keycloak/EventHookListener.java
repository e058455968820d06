package org.kantor.keycloak;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.events.admin.AdminEvent;

/** Collects the events of one request; they are sent when its transaction has been committed. */
record EventHookListener(EventListenerTransaction afterCommit) implements EventListenerProvider {

    @Override
    public void onEvent(Event event) {
        afterCommit.addEvent(event);
    }

    @Override
    public void onEvent(AdminEvent event, boolean withDetails) {
        afterCommit.addAdminEvent(event, withDetails);
    }

    @Override
    public void close() {
        // The transaction ends by itself.
    }
}
