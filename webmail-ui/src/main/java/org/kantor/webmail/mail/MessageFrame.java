package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.Map;

/**
 * The frame that shows what the sender wrote: a document of its own, without scripts, under its own policy. {@code message-frame.js} gives it its height,
 * passes keys on from it, and chooses the dark document when the page is dark.
 */
@Tag("k-message-frame")
final class MessageFrame extends Component {

    private static final long serialVersionUID = 1;

    MessageFrame(String source, Map<String, String> attributes) {
        attributes.forEach(getElement()::setAttribute);
        getElement().setAttribute("src", source);
    }
}
