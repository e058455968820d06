package org.kantor.webmail.content;

import java.util.List;

/**
 * A sender's HTML after {@link HtmlSanitiser}: what may stand in our document.
 *
 * @param body mark-up for inside an element of class {@code k-msg}
 * @param styleSheet rules for a style element, each scoped to that element
 * @param blockedImages remote pictures that were kept back
 * @param trackers services, or hosts, whose picture was there to report that the message was opened
 * @param bringsColours whether it colours text or ground itself, so that it has to be read on white
 */
public record Sanitised(
        String body, String styleSheet, int blockedImages, List<String> trackers, boolean bringsColours) {}
