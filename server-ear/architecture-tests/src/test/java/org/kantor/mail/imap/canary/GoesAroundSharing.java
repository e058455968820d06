package org.kantor.mail.imap.canary;

import org.kantor.bean.Service;
import org.kantor.mail.store.Messages;

/** Would read messages without anybody asking for rights. */
@Service
record GoesAroundSharing(Messages messages) {}
