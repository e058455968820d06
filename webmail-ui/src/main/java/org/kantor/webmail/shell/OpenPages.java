package org.kantor.webmail.shell;

import com.vaadin.flow.component.UIDetachedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.kernel.AccountId;

/**
 * The pages that people have open on this node, in whatever browser: what somebody prefers from now on is told to their others. A page of another node has it when it is loaded
 * again.
 */
@ApplicationScoped
public class OpenPages {

    private final Map<AccountId, Set<SettingsMenu>> pages = new ConcurrentHashMap<>();

    void opened(AccountId account, SettingsMenu page) {
        pages.computeIfAbsent(account, one -> ConcurrentHashMap.newKeySet()).add(page);
    }

    void closed(AccountId account, SettingsMenu page) {
        pages.computeIfPresent(account, (one, open) -> {
            open.remove(page);
            return open.isEmpty() ? null : open;
        });
    }

    /** @param here the page that the person changed it in, which knows */
    void tell(AccountId account, SettingsMenu here, String name, String value) {
        for (var page : pages.getOrDefault(account, Set.of())) {
            if (page != here) {
                page.getUI().ifPresent(ui -> {
                    try {
                        var unused = ui.access(() -> page.preferred(name, value));
                    } catch (UIDetachedException e) {
                        closed(account, page);
                    }
                });
            }
        }
    }
}
