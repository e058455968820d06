/** The query language for people: {@code from:bob has:attachment "annual report" -draft}. */
@NullMarked
package org.kantor.mail.search.query;

import org.jspecify.annotations.NullMarked;
