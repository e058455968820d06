/** How the store is made: entities for what is rare, SQL in one round trip for what is hot, views in memory, content in rows and blobs. */
@NullMarked
package org.kantor.mail.store.internal;

import org.jspecify.annotations.NullMarked;
