package org.kantor.webmail.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.InternalServerError;
import com.vaadin.flow.router.internal.DefaultErrorHandler;
import jakarta.servlet.http.HttpServletResponse;

/**
 * In the place of {@link FailedPage} where that cannot be shown, such as when the frame around it is what failed. Flow makes an {@link InternalServerError} then, and CDI
 * gives it this one.
 */
@DefaultErrorHandler
public class FailedFrame extends InternalServerError {

    private static final long serialVersionUID = 1;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Failures.leave(event.getUI(), parameter.getException());
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
