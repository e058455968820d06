// Who writes in a composer: the identity that is chosen, with its signature, on whose behalf it writes and in which language its spelling is checked.

export class Author {
  constructor(composer) {
    this.composer = composer;
    this.from = composer.querySelector('select.from');
    /** Whose signature stands in the text. */
    this.identity = this.chosen;
    this.from?.addEventListener('change', () => {
      const before = this.identity;
      this.identity = this.chosen;
      composer.editor.sign(this.signature(), this.signature(before), before?.address);
      this.show();
      composer.changed();
    });
    // the exchange of signatures is taken back, or done again
    composer.addEventListener('k-author', ({ detail }) => {
      detail.former = this.address;
      this.be(detail.author);
      this.show();
    });
  }

  get address() {
    return this.from?.value ?? '';
  }

  get chosen() {
    return this.composer.identities.find((one) => one.address === this.from?.value) ?? this.composer.identities[0];
  }

  signature(identity = this.chosen) {
    const answer = this.composer.dataset.kind === 'answer';
    return identity ? { html: answer ? identity.answerSignature : identity.signature, text: answer ? identity.answerSignatureText : identity.signatureText } : { html: '', text: '' };
  }

  /** Puts the signature into a text that has none. */
  sign() {
    this.identity = this.chosen;
    this.composer.editor.sign(this.signature(), { html: '', text: '' });
  }

  /** Is who wrote in another element of the same window. */
  goOnFrom(former) {
    this.be(former.address);
  }

  be(address) {
    if (this.from) {
      this.from.value = address;
      this.identity = this.chosen;
    }
  }

  /** Checks the spelling in a language, and from now on for this identity. */
  spell(language) {
    const identity = this.chosen;
    this.composer.editor.spelling(language);
    if (identity) {
      identity.spelling = language;
      this.composer.dispatchEvent(new CustomEvent('k-spelling', { detail: { json: JSON.stringify({ address: identity.address, language }) } }));
    }
  }

  /** The language that this identity's spelling is checked in. */
  spellAsBefore() {
    this.composer.editor.spelling?.(this.chosen?.spelling || document.documentElement.lang.slice(0, 2));
  }

  show() {
    this.spellAsBefore();
    const line = this.composer.querySelector('.behalf');
    if (line) {
      line.textContent = this.chosen?.behalf ?? '';
    }
  }
}
