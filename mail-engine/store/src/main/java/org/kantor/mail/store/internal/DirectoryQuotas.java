package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/** Quotas as the directory has them. */
@Service
final class DirectoryQuotas implements Quotas {

    private final Directory directory;

    @Inject
    DirectoryQuotas(Directory directory) {
        this.directory = directory;
    }

    @Override
    public Quota limit(AccountId account) {
        return directory
                .account(account)
                .map(Account::quota)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such account."));
    }
}
