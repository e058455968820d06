/** The search index on Lucene: one index an account, brought forward from the change stream. */
@NullMarked
package org.kantor.mail.search.internal;

import org.jspecify.annotations.NullMarked;
