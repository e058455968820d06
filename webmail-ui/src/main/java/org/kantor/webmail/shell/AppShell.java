package org.kantor.webmail.shell;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.shared.ui.Transport;

/**
 * The page that every view lives in. {@link Page} adds the style sheets. The server pushes over a websocket; the browser speaks by ordinary requests, so that each of them passes the log-in's filter.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@Viewport("width=device-width, initial-scale=1, viewport-fit=cover")
public class AppShell implements AppShellConfigurator {
    private static final long serialVersionUID = 1;
}
