import type { AdviceTexts } from './catalogue';

export const ADVICE_FR: AdviceTexts = {
  askAccountManager: {
    toSender: 'Contactez la personne qui gère le compte.',
    toRecipient: 'La personne qui gère le compte doit le réactiver.',
  },
  askListOwner: 'La personne qui gère la liste de diffusion doit s’en occuper.',
  askListPermission: {
    toSender: 'Demandez l’autorisation à la personne qui gère la liste.',
    toRecipient: 'L’expéditeur doit demander l’autorisation à la personne qui gère la liste.',
  },
  askNewAddress: {
    toSender: 'Contactez le destinataire par un autre moyen et demandez-lui son adresse actuelle.',
    toRecipient:
      'Si le message vous était destiné, donnez votre adresse actuelle à l’expéditeur\u202f; s’il a été redirigé, vérifiez l’adresse de redirection.',
  },
  askRecipient: {
    toSender: 'Contactez le destinataire par un autre moyen pour l’en informer.',
    toRecipient: 'Demandez à la personne qui gère la boîte mail de s’en occuper.',
  },
  askTheirAdministrators: {
    toSender:
      'Si cela se reproduit, les administrateurs de l’autre système de messagerie doivent s’en occuper.',
    toRecipient: 'Si cela se reproduit, contactez le support en citant la réponse du serveur.',
  },
  checkAddress: {
    toSender:
      'Vérifiez que l’adresse ne contient pas de faute de frappe, ou demandez à la personne son adresse actuelle.',
    toRecipient:
      'L’expéditeur doit vérifier que l’adresse ne contient pas de faute de frappe\u202f; si le message a été redirigé, vérifiez l’adresse de redirection.',
  },
  checkAttachment: {
    toSender: 'Contrôlez la pièce jointe et l’ordinateur dont elle provient.',
    toRecipient: 'L’expéditeur doit contrôler la pièce jointe et l’ordinateur dont elle provient.',
  },
  checkCertificates: {
    toSender: 'Vérifiez les certificats utilisés.',
    toRecipient: 'L’expéditeur doit vérifier les certificats utilisés.',
  },
  checkRedirections:
    'Vérifiez les redirections des deux côtés\u202f: deux d’entre elles se renvoient probablement l’une à l’autre.',
  checkSenderAddress: {
    toSender: 'Vérifiez l’adresse d’expédition dans les réglages de votre logiciel de messagerie.',
    toRecipient:
      'L’expéditeur doit vérifier l’adresse d’expédition dans les réglages de son logiciel de messagerie.',
  },
  checkSenderDomain: {
    toSender: 'Vérifiez l’adresse d’expédition ainsi que les enregistrements DNS de son domaine.',
    toRecipient:
      'L’expéditeur doit vérifier l’adresse d’expédition ainsi que les enregistrements DNS de son domaine.',
  },
  checkSignIn: {
    toSender:
      'Vérifiez le compte, le mot de passe et les réglages de connexion de votre logiciel de messagerie.',
    toRecipient:
      'L’expéditeur doit vérifier le compte, le mot de passe et les réglages de connexion de son logiciel de messagerie.',
  },
  chooseOwnSender: {
    toSender:
      'Choisissez l’une de vos propres adresses comme expéditeur, ou faites ajouter l’adresse à votre compte.',
    toRecipient: 'L’expéditeur doit choisir l’une de ses propres adresses comme adresse d’expédition.',
  },
  clearServerUp: 'L’administrateur du serveur d’envoi doit régler cela avec celui du serveur de réception.',
  completeAddresses: {
    toSender: 'Vérifiez que toutes les adresses sont complètes, avec un nom, un @ et un domaine.',
    toRecipient:
      'L’expéditeur doit vérifier que toutes les adresses sont complètes, avec un nom, un @ et un domaine.',
  },
  contactSupport: 'Contactez le support en citant la réponse du serveur.',
  fewerRecipients: {
    toSender: 'Envoyez le message à moins de personnes à la fois.',
    toRecipient: 'L’expéditeur doit envoyer le message à moins de personnes à la fois.',
  },
  getDelisted: 'L’administrateur du serveur d’envoi doit le faire retirer de la liste que nomme la réponse.',
  makeRoom: {
    toSender:
      'Le titulaire de la boîte mail doit libérer de l’espace\u202f; le message peut ensuite être envoyé à nouveau.',
    toRecipient:
      'Libérez de l’espace dans la boîte mail ou faites augmenter sa limite\u202f; d’ici là, elle n’accepte pas de messages.',
  },
  otherEncryption: {
    toSender: 'Choisissez une autre méthode de chiffrement.',
    toRecipient: 'L’expéditeur doit choisir une autre méthode de chiffrement.',
  },
  otherFormat: {
    toSender: 'Envoyez le contenu en texte brut ou dans un autre format de fichier.',
    toRecipient: 'L’expéditeur doit envoyer le contenu en texte brut ou dans un autre format de fichier.',
  },
  plainAddress: {
    toSender: 'Utilisez une adresse sans accents ni lettres spéciales, s’il en existe une.',
    toRecipient:
      'L’expéditeur doit utiliser une adresse sans accents ni lettres spéciales, s’il en existe une.',
  },
  plainHeader: {
    toSender: 'Écrivez l’objet et les noms sans lettres spéciales.',
    toRecipient: 'L’expéditeur doit écrire l’objet et les noms sans lettres spéciales.',
  },
  readAnswer:
    'La réponse du serveur indique généralement la règle. Si elle ne vous aide pas, contactez le support en la citant.',
  renewPassword: {
    toSender: 'Redéfinissez le mot de passe ou choisissez une autre méthode de connexion.',
    toRecipient: 'L’expéditeur doit redéfinir le mot de passe ou choisir une autre méthode de connexion.',
  },
  sendAgain: {
    toSender: 'Envoyez le message à nouveau.',
    toRecipient: 'L’expéditeur doit envoyer le message à nouveau.',
  },
  sendAgainLater: {
    toSender: 'Envoyez le message à nouveau plus tard ou contactez le destinataire par un autre moyen.',
    toRecipient:
      'L’expéditeur doit envoyer le message à nouveau plus tard ou vous contacter par un autre moyen.',
  },
  sendPlainText: {
    toSender: 'Essayez d’envoyer le message en texte brut et sans pièces jointes.',
    toRecipient: 'L’expéditeur peut essayer d’envoyer le message en texte brut et sans pièces jointes.',
  },
  sendSlower: {
    toSender: 'Attendez, puis envoyez moins de messages à la fois.',
    toRecipient: 'L’expéditeur doit attendre, puis envoyer moins de messages à la fois.',
  },
  sendSmaller: {
    toSender: 'Envoyez un message moins volumineux, ou un lien à la place de la pièce jointe.',
    toRecipient:
      'L’expéditeur doit envoyer un message moins volumineux, ou un lien à la place de la pièce jointe.',
  },
  sendUnprotected: {
    toSender: 'Envoyez le message sans signature ni chiffrement, si cela est acceptable.',
    toRecipient:
      'L’expéditeur peut envoyer le message sans signature ni chiffrement, si cela est acceptable.',
  },
  setReverseDns: 'L’administrateur du serveur d’envoi doit configurer le DNS inverse de celui-ci.',
  setUpAuthentication: 'L’administrateur du domaine de l’expéditeur doit vérifier SPF, DKIM et DMARC.',
  setUpDkim: 'L’administrateur du domaine de l’expéditeur doit vérifier la configuration DKIM de celui-ci.',
  setUpSpf: 'L’administrateur du domaine de l’expéditeur doit vérifier l’enregistrement SPF de celui-ci.',
  signInToSend: {
    toSender:
      'Connectez-vous avant d’envoyer, ou vérifiez que le domaine du destinataire renvoie au bon serveur de messagerie.',
    toRecipient: 'Vérifiez que le domaine du destinataire renvoie au bon serveur de messagerie.',
  },
  switchMailboxOn: {
    toSender: 'Contactez le destinataire par un autre moyen pour l’en informer.',
    toRecipient: 'Demandez à la personne qui gère la boîte mail de la réactiver.',
  },
  switchTlsOn: {
    toSender: 'Activez TLS ou SSL dans le logiciel de messagerie.',
    toRecipient: 'L’expéditeur doit activer TLS ou SSL dans son logiciel de messagerie.',
  },
  writeDifferently: {
    toSender:
      'S’il ne s’agit pas d’un spam, rédigez le message autrement (moins de liens, sans pièce jointe) ou contactez le destinataire par un autre moyen.',
    toRecipient:
      'S’il ne s’agit pas d’un spam, l’expéditeur doit rédiger le message autrement (moins de liens, sans pièce jointe) ou vous contacter par un autre moyen.',
  },
};
