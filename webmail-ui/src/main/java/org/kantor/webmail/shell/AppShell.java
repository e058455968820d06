package org.kantor.webmail.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page that every view lives in. Aura comes first, then the tokens with their bridge to it, then our own sheets. The server pushes over a
 * websocket; the browser speaks by ordinary requests, so that each of them passes the log-in's filter.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@Viewport("width=device-width, initial-scale=1, viewport-fit=cover")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("ui/fonts.css")
@StyleSheet("ui/tokens.css")
@StyleSheet("ui/base.css")
@StyleSheet("ui/shell.css")
@StyleSheet("ui/mail.css")
@StyleSheet("ui/composer.css")
@StyleSheet("ui/admin.css")
@StyleSheet("ui/calendar.css")
@StyleSheet("ui/people.css")
@StyleSheet("ui/settings.css")
public class AppShell implements AppShellConfigurator {
    private static final long serialVersionUID = 1;
}
