-- Words of scripts whose marks are sounds were stored without them: their cards are read once more, by whoever asks for groups next.
update contact_entry set categories = null where words ~ '[^ -~]';
