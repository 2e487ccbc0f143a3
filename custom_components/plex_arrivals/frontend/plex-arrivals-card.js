var re=globalThis,ie=re.ShadowRoot&&(re.ShadyCSS===void 0||re.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ce=Symbol(),ut=new WeakMap,q=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==Ce)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(ie&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=ut.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&ut.set(n,e))}return e}toString(){return this.cssText}},pt=t=>new q(typeof t=="string"?t:t+"",void 0,Ce),A=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+t[s+1],t[0]);return new q(n,t,Ce)},ht=(t,e)=>{if(ie)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),i=re.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=n.cssText,t.appendChild(r)}},De=ie?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return pt(n)})(t):t;var{is:Ln,defineProperty:Nn,getOwnPropertyDescriptor:Mn,getOwnPropertyNames:zn,getOwnPropertySymbols:In,getPrototypeOf:On}=Object,se=globalThis,mt=se.trustedTypes,Un=mt?mt.emptyScript:"",Hn=se.reactiveElementPolyfillSupport,K=(t,e)=>t,Le={toAttribute(t,e){switch(e){case Boolean:t=t?Un:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},gt=(t,e)=>!Ln(t,e),ft={attribute:!0,type:String,converter:Le,reflect:!1,useDefault:!1,hasChanged:gt};Symbol.metadata??=Symbol("metadata"),se.litPropertyMetadata??=new WeakMap;var S=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=ft){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,n);i!==void 0&&Nn(this.prototype,e,i)}}static getPropertyDescriptor(e,n,r){let{get:i,set:s}=Mn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:i,set(o){let l=i?.call(this);s?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ft}static _$Ei(){if(this.hasOwnProperty(K("elementProperties")))return;let e=On(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(K("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(K("properties"))){let n=this.properties,r=[...zn(n),...In(n)];for(let i of r)this.createProperty(i,n[i])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,i]of n)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let i=this._$Eu(n,r);i!==void 0&&this._$Eh.set(i,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)n.unshift(De(i))}else e!==void 0&&n.push(De(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ht(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:Le).toAttribute(n,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,n){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:Le;this._$Em=i;let l=o.fromAttribute(n,s.type);this[i]=l??this._$Ej?.get(i)??l,this._$Em=null}}requestUpdate(e,n,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??gt)(s,n)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,l=this[i];o!==!0||this._$AL.has(i)||l===void 0||this.C(i,void 0,s,l)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};S.elementStyles=[],S.shadowRootOptions={mode:"open"},S[K("elementProperties")]=new Map,S[K("finalized")]=new Map,Hn?.({ReactiveElement:S}),(se.reactiveElementVersions??=[]).push("2.1.2");var Me=globalThis,_t=t=>t,oe=Me.trustedTypes,vt=oe?oe.createPolicy("lit-html",{createHTML:t=>t}):void 0,ze="$lit$",T=`lit$${Math.random().toFixed(9).slice(2)}$`,Ie="?"+T,jn=`<${Ie}>`,L=document,Y=()=>L.createComment(""),G=t=>t===null||typeof t!="object"&&typeof t!="function",Oe=Array.isArray,At=t=>Oe(t)||typeof t?.[Symbol.iterator]=="function",Ne=`[ 	
\f\r]`,W=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,bt=/-->/g,yt=/>/g,C=RegExp(`>|${Ne}(?:([^\\s"'>=/]+)(${Ne}*=${Ne}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),xt=/'/g,$t=/"/g,St=/^(?:script|style|textarea|title)$/i,Ue=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=Ue(1),Tt=Ue(2),Lr=Ue(3),E=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),wt=new WeakMap,D=L.createTreeWalker(L,129);function Et(t,e){if(!Oe(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return vt!==void 0?vt.createHTML(e):e}var Pt=(t,e)=>{let n=t.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=W;for(let l=0;l<n;l++){let a=t[l],h,g,d=-1,m=0;for(;m<a.length&&(o.lastIndex=m,g=o.exec(a),g!==null);)m=o.lastIndex,o===W?g[1]==="!--"?o=bt:g[1]!==void 0?o=yt:g[2]!==void 0?(St.test(g[2])&&(i=RegExp("</"+g[2],"g")),o=C):g[3]!==void 0&&(o=C):o===C?g[0]===">"?(o=i??W,d=-1):g[1]===void 0?d=-2:(d=o.lastIndex-g[2].length,h=g[1],o=g[3]===void 0?C:g[3]==='"'?$t:xt):o===$t||o===xt?o=C:o===bt||o===yt?o=W:(o=C,i=void 0);let u=o===C&&t[l+1].startsWith("/>")?" ":"";s+=o===W?a+jn:d>=0?(r.push(h),a.slice(0,d)+ze+a.slice(d)+T+u):a+T+(d===-2?l:u)}return[Et(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},Z=class t{constructor({strings:e,_$litType$:n},r){let i;this.parts=[];let s=0,o=0,l=e.length-1,a=this.parts,[h,g]=Pt(e,n);if(this.el=t.createElement(h,r),D.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=D.nextNode())!==null&&a.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(ze)){let m=g[o++],u=i.getAttribute(d).split(T),f=/([.?@])?(.*)/.exec(m);a.push({type:1,index:s,name:f[2],strings:u,ctor:f[1]==="."?le:f[1]==="?"?de:f[1]==="@"?ce:M}),i.removeAttribute(d)}else d.startsWith(T)&&(a.push({type:6,index:s}),i.removeAttribute(d));if(St.test(i.tagName)){let d=i.textContent.split(T),m=d.length-1;if(m>0){i.textContent=oe?oe.emptyScript:"";for(let u=0;u<m;u++)i.append(d[u],Y()),D.nextNode(),a.push({type:2,index:++s});i.append(d[m],Y())}}}else if(i.nodeType===8)if(i.data===Ie)a.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(T,d+1))!==-1;)a.push({type:7,index:s}),d+=T.length-1}s++}}static createElement(e,n){let r=L.createElement("template");return r.innerHTML=e,r}};function N(t,e,n=t,r){if(e===E)return e;let i=r!==void 0?n._$Co?.[r]:n._$Cl,s=G(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(t),i._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=i:n._$Cl=i),i!==void 0&&(e=N(t,i._$AS(t,e.values),i,r)),e}var ae=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,i=(e?.creationScope??L).importNode(n,!0);D.currentNode=i;let s=D.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let h;a.type===2?h=new U(s,s.nextSibling,this,e):a.type===1?h=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(h=new ue(s,this,e)),this._$AV.push(h),a=r[++l]}o!==a?.index&&(s=D.nextNode(),o++)}return D.currentNode=L,i}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},U=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,i){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=N(this,e,n),G(e)?e===p||e==null||e===""?(this._$AH!==p&&this._$AR(),this._$AH=p):e!==this._$AH&&e!==E&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):At(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==p&&G(this._$AH)?this._$AA.nextSibling.data=e:this.T(L.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=Z.createElement(Et(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(n);else{let s=new ae(i,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=wt.get(e.strings);return n===void 0&&wt.set(e.strings,n=new Z(e)),n}k(e){Oe(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let s of e)i===n.length?n.push(r=new t(this.O(Y()),this.O(Y()),this,this.options)):r=n[i],r._$AI(s),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=_t(e).nextSibling;_t(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,i,s){this.type=1,this._$AH=p,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=p}_$AI(e,n=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=N(this,e,n,0),o=!G(e)||e!==this._$AH&&e!==E,o&&(this._$AH=e);else{let l=e,a,h;for(e=s[0],a=0;a<s.length-1;a++)h=N(this,l[r+a],n,a),h===E&&(h=this._$AH[a]),o||=!G(h)||h!==this._$AH[a],h===p?e=p:e!==p&&(e+=(h??"")+s[a+1]),this._$AH[a]=h}o&&!i&&this.j(e)}j(e){e===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},le=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===p?void 0:e}},de=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==p)}},ce=class extends M{constructor(e,n,r,i,s){super(e,n,r,i,s),this.type=5}_$AI(e,n=this){if((e=N(this,e,n,0)??p)===E)return;let r=this._$AH,i=e===p&&r!==p||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==p&&(r===p||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ue=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){N(this,e)}},kt={M:ze,P:T,A:Ie,C:1,L:Pt,R:ae,D:At,V:N,I:U,H:M,N:de,U:ce,B:le,F:ue},Bn=Me.litHtmlPolyfillSupport;Bn?.(Z,U),(Me.litHtmlVersions??=[]).push("3.3.3");var Rt=(t,e,n)=>{let r=n?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=n?.renderBefore??null;r._$litPart$=i=new U(e.insertBefore(Y(),s),s,void 0,n??{})}return i._$AI(t),i};var He=globalThis,y=class extends S{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Rt(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};y._$litElement$=!0,y.finalized=!0,He.litElementHydrateSupport?.({LitElement:y});var Vn=He.litElementPolyfillSupport;Vn?.({LitElement:y});(He.litElementVersions??=[]).push("4.2.2");var Ct={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Dt=t=>(...e)=>({_$litDirective$:t,values:e}),pe=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:Fn}=kt,Lt=t=>t;var Nt=()=>document.createComment(""),H=(t,e,n)=>{let r=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=r.insertBefore(Nt(),i),o=r.insertBefore(Nt(),i);n=new Fn(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,l=o!==t;if(l){let a;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(a=t._$AU)!==o._$AU&&n._$AP(a)}if(s!==i||l){let a=n._$AA;for(;a!==s;){let h=Lt(a).nextSibling;Lt(r).insertBefore(a,i),a=h}}}return n},R=(t,e,n=t)=>(t._$AI(e,n),t),qn={},Mt=(t,e=qn)=>t._$AH=e,zt=t=>t._$AH,he=t=>{t._$AR(),t._$AA.remove()};var It=(t,e,n)=>{let r=new Map;for(let i=e;i<=n;i++)r.set(t[i],i);return r},j=Dt(class extends pe{constructor(t){if(super(t),t.type!==Ct.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let l of t)i[o]=r?r(l,o):o,s[o]=n(l,o),o++;return{values:s,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let i=zt(t),{values:s,keys:o}=this.dt(e,n,r);if(!Array.isArray(i))return this.ut=o,s;let l=this.ut??=[],a=[],h,g,d=0,m=i.length-1,u=0,f=s.length-1;for(;d<=m&&u<=f;)if(i[d]===null)d++;else if(i[m]===null)m--;else if(l[d]===o[u])a[u]=R(i[d],s[u]),d++,u++;else if(l[m]===o[f])a[f]=R(i[m],s[f]),m--,f--;else if(l[d]===o[f])a[f]=R(i[d],s[f]),H(t,a[f+1],i[d]),d++,f--;else if(l[m]===o[u])a[u]=R(i[m],s[u]),H(t,i[d],i[m]),m--,u++;else if(h===void 0&&(h=It(o,u,f),g=It(l,d,m)),h.has(l[d]))if(h.has(l[m])){let v=g.get(o[u]),O=v!==void 0?i[v]:null;if(O===null){let k=H(t,i[d]);R(k,s[u]),a[u]=k}else a[u]=R(O,s[u]),H(t,i[d],O),i[v]=null;u++}else he(i[m]),m--;else he(i[d]),d++;for(;u<=f;){let v=H(t,a[f+1]);R(v,s[u]),a[u++]=v}for(;d<=m;){let v=i[d++];v!==null&&he(v)}return this.ut=o,Mt(t,a),E}});var Ot={name:"Plex Arrivals",description:"Downloads auf dem Weg zu Plex und kürzlich Hinzugefügtes",status:"Status",deliveries:"Lieferungen",recently_added:"Kürzlich hinzugefügt",recently_added_in:"Kürzlich hinzugefügt in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",more:"{n} weitere",not_loaded:"Noch nicht bereit",downloading:"Lädt herunter",waiting:"Wartet",waiting_for:"Wartet auf {importer}",import_blocked:"{importer} braucht dich",scanning:"Wird gescannt",available:"In Plex",upgraded:"Verbessert",partly_available:"Teilweise in Plex",unmatched:"Keine Mediathek",missing:"Nicht in Plex gefunden",settling:"bis sich die Dateien nicht mehr ändern",plex_offline:"Plex ist nicht verfügbar",import_awaited:"auf Sonarr, Radarr oder Lidarr",no_library:"keine Mediathek für {path}",no_import:"nach einem Tag nicht importiert",not_found:"auch nach mehreren Scans",forbidden:"keine Berechtigung zum Scannen",plex_failed:"Plex hat einen Fehler gemeldet",internal_error:"unerwarteter Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",upgrade:"Verbesserung",requested_by:"für {names}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",found_episodes:"{n} von {all} Folgen in Plex",found_tracks:"{n} von {all} Titeln in Plex",found_files:"{n} von {all} Dateien in Plex",season:"Staffel {n}",view:"In Plex ansehen",fix:"Beheben",details:"Details: {title}",retry:"Erneut versuchen",dismiss:"Verwerfen",repairs:"Reparaturen öffnen",open_importer:"{importer} öffnen",scanned_folders:"Gescannt: {folders}",missing_files:"Nicht in Plex: {files}",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",action:"Aktion",webhook:"Webhook",loading:"Wird geladen",no_deliveries:"Keine Downloads auf dem Weg",no_recent:"Noch nichts hinzugefügt",no_such_library:"Keine Mediathek namens {library}",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Du hast keine Berechtigung, einen Plex-Server anzuzeigen",unauthorized:"Du hast keine Berechtigung, diesen Plex-Server anzuzeigen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",integration_outdated:"Diese Karte benötigt eine neuere Version von Plex Arrivals",update_hint:"Starte Home Assistant neu, um das Update abzuschließen",failed:"Plex Arrivals antwortet nicht",card_outdated:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server aus",ask_admin:"Bitte einen Administrator um Zugriff",add_server:"Füge einen unter Einstellungen > Geräte & Dienste hinzu",disabled:"{name} ist deaktiviert",enable_server:"Aktiviere ihn unter Einstellungen > Geräte & Dienste",no_permission:"Du hast keine Berechtigung, diese Karte anzuzeigen",label_title:"Titel",label_entry_id:"Server",label_show:"Angezeigte Bereiche",label_deliveries:"Anzahl der Lieferungen",label_recently_added:"Anzahl der Poster",label_library:"Mediathek",label_layout:"Poster-Layout",help_all:"Leer lassen für alle",help_number:"Leer lassen für {n}",help_library:"Mediatheken für kürzlich Hinzugefügtes. Leer lassen für alle",layout_row:"Reihe",layout_grid:"Raster",invalid_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals oder eine Liste von IDs sein.",invalid_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",invalid_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",invalid_layout:"„layout“ muss row oder grid sein.",invalid_title:"„title“ muss Text sein.",several_servers:"Mehrere Server werden nur in YAML unterstützt."};var je={name:"Plex Arrivals",description:"Downloads on the way to Plex, and what was added recently",status:"Status",deliveries:"Deliveries",recently_added:"Recently added",recently_added_in:"Recently added in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",more:"{n} more",not_loaded:"Not ready yet",downloading:"Downloading",waiting:"Waiting",waiting_for:"Waiting for {importer}",import_blocked:"{importer} needs you",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly_available:"Partly in Plex",unmatched:"No library",missing:"Not found in Plex",settling:"for the files to settle",plex_offline:"Plex is not available",import_awaited:"for Sonarr, Radarr, or Lidarr",no_library:"no library for {path}",no_import:"not imported within a day",not_found:"after several scans",forbidden:"no permission to scan",plex_failed:"Plex reported an error",internal_error:"unexpected error, check the logs",partly_found:"{n} of {all} files",not_recognised:"not recognized",time_left:"{time} left",upgrade:"upgrade",requested_by:"for {names}",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",found_episodes:"{n} of {all} episodes in Plex",found_tracks:"{n} of {all} tracks in Plex",found_files:"{n} of {all} files in Plex",season:"Season {n}",view:"View in Plex",fix:"Fix",details:"Details: {title}",retry:"Retry",dismiss:"Dismiss",repairs:"Open repairs",open_importer:"Open {importer}",scanned_folders:"Scanned: {folders}",missing_files:"Not in Plex: {files}",show_all:"Show {n} more",show_less:"Show fewer",action:"Action",webhook:"Webhook",loading:"Loading",no_deliveries:"No downloads on the way",no_recent:"Nothing added yet",no_such_library:"No library named {library}",no_server:"No Plex server is set up",no_server_allowed:"You do not have permission to view a Plex server",unauthorized:"You do not have permission to view this Plex server",not_found_server:"This Plex server is no longer set up",integration_outdated:"This card needs a newer version of Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not respond",card_outdated:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and select another server",ask_admin:"Ask an administrator for access",add_server:"Add one under Settings > Devices & services",disabled:"{name} is disabled",enable_server:"Enable it under Settings > Devices & services",no_permission:"You do not have permission to view this card",label_title:"Title",label_entry_id:"Server",label_show:"Sections to show",label_deliveries:"Number of deliveries",label_recently_added:"Number of posters",label_library:"Library",label_layout:"Poster layout",help_all:"Leave empty for all",help_number:"Leave empty for {n}",help_library:"Libraries to show in recently added. Leave empty for all",layout_row:"Row",layout_grid:"Grid",invalid_entry_id:"“entry_id” must be the ID of a Plex Arrivals entry, or a list of IDs.",invalid_show:"“show” must be a list of status, deliveries, and recently_added, each at most once.",invalid_deliveries:"“deliveries” must be a whole number from 1 to 50.",invalid_recently_added:"“recently_added” must be a whole number from 1 to 50.",invalid_library:"“library” must be a list of library titles or IDs.",invalid_layout:"“layout” must be row or grid.",invalid_title:"“title” must be text.",several_servers:"More than one server is only supported in YAML."};var Ut={name:"Plex Arrivals",description:"Descargas de camino a Plex y elementos añadidos recientemente",status:"Estado",deliveries:"Entregas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",part_of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",more:"{n} más",not_loaded:"Aún no está listo",downloading:"Descargando",waiting:"En espera",waiting_for:"Esperando a {importer}",import_blocked:"{importer} te necesita",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly_available:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada en Plex",settling:"de que los archivos dejen de cambiar",plex_offline:"Plex no está disponible",import_awaited:"de Sonarr, Radarr o Lidarr",no_library:"sin biblioteca para {path}",no_import:"sin importar en un día",not_found:"tras varios escaneos",forbidden:"sin permiso para escanear",plex_failed:"Plex ha notificado un error",internal_error:"error inesperado, consulta los registros",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"listo en {time}",upgrade:"mejora",requested_by:"para {names}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",found_episodes:"{n} de {all} episodios en Plex",found_tracks:"{n} de {all} pistas en Plex",found_files:"{n} de {all} archivos en Plex",season:"Temporada {n}",view:"Ver en Plex",fix:"Arreglar",details:"Detalles: {title}",retry:"Reintentar",dismiss:"Descartar",repairs:"Abrir reparaciones",open_importer:"Abrir {importer}",scanned_folders:"Escaneado: {folders}",missing_files:"No están en Plex: {files}",show_all:"Mostrar {n} más",show_less:"Mostrar menos",action:"Acción",webhook:"Webhook",loading:"Cargando",no_deliveries:"No hay descargas en camino",no_recent:"Aún no se ha añadido nada",no_such_library:"No hay ninguna biblioteca llamada {library}",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No tienes permiso para ver ningún servidor Plex",unauthorized:"No tienes permiso para ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",integration_outdated:"Esta tarjeta necesita una versión más reciente de Plex Arrivals",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",card_outdated:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y selecciona otro servidor",ask_admin:"Pide acceso a un administrador",add_server:"Añade uno en Configuración > Dispositivos y servicios",disabled:"{name} está deshabilitado",enable_server:"Habilítalo en Configuración > Dispositivos y servicios",no_permission:"No tienes permiso para ver esta tarjeta",label_title:"Título",label_entry_id:"Servidor",label_show:"Secciones que se muestran",label_deliveries:"Número de entregas",label_recently_added:"Número de pósteres",label_library:"Biblioteca",label_layout:"Diseño de los pósteres",help_all:"Déjalo en blanco para todo",help_number:"Déjalo en blanco para {n}",help_library:"Bibliotecas para lo añadido recientemente. Déjalo en blanco para todas",layout_row:"Fila",layout_grid:"Cuadrícula",invalid_entry_id:"«entry_id» debe ser el ID de una entrada de Plex Arrivals, o una lista de ID.",invalid_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",invalid_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",invalid_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",invalid_library:"«library» debe ser una lista de títulos o ID de bibliotecas.",invalid_layout:"«layout» debe ser row o grid.",invalid_title:"«title» debe ser texto.",several_servers:"Varios servidores solo se admiten en YAML."};var Ht={name:"Plex Arrivals",description:"Téléchargements en route vers Plex et ajouts récents",status:"État",deliveries:"Livraisons",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",part_of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",more:"{n} de plus",not_loaded:"Pas encore prêt",downloading:"Téléchargement",waiting:"En attente",waiting_for:"En attente de {importer}",import_blocked:"{importer} a besoin de vous",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly_available:"En partie dans Plex",unmatched:"Aucune bibliothèque",missing:"Introuvable dans Plex",settling:"de la stabilisation des fichiers",plex_offline:"Plex n’est pas disponible",import_awaited:"de Sonarr, Radarr ou Lidarr",no_library:"aucune bibliothèque pour {path}",no_import:"non importé en une journée",not_found:"après plusieurs analyses",forbidden:"pas d’autorisation d’analyser",plex_failed:"Plex a signalé une erreur",internal_error:"erreur inattendue, consultez les journaux",partly_found:"{n} des {all} fichiers",not_recognised:"non reconnu",time_left:"il reste {time}",upgrade:"amélioration",requested_by:"pour {names}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",found_episodes:"{n} des {all} épisodes dans Plex",found_tracks:"{n} des {all} pistes dans Plex",found_files:"{n} des {all} fichiers dans Plex",season:"Saison {n}",view:"Voir dans Plex",fix:"Corriger",details:"Détails : {title}",retry:"Réessayer",dismiss:"Ignorer",repairs:"Ouvrir les réparations",open_importer:"Ouvrir {importer}",scanned_folders:"Analysé : {folders}",missing_files:"Pas dans Plex : {files}",show_all:"Afficher {n} de plus",show_less:"Afficher moins",action:"Action",webhook:"Webhook",loading:"Chargement",no_deliveries:"Aucun téléchargement en route",no_recent:"Aucun ajout pour l’instant",no_such_library:"Aucune bibliothèque nommée {library}",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Vous n’êtes pas autorisé à afficher un serveur Plex",unauthorized:"Vous n’êtes pas autorisé à afficher ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",integration_outdated:"Cette carte nécessite une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",card_outdated:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et sélectionnez un autre serveur",ask_admin:"Demandez l’accès à un administrateur",add_server:"Ajoutez-en un dans Paramètres > Appareils et services",disabled:"{name} est désactivé",enable_server:"Activez-le dans Paramètres > Appareils et services",no_permission:"Vous n’êtes pas autorisé à afficher cette carte",label_title:"Titre",label_entry_id:"Serveur",label_show:"Sections à afficher",label_deliveries:"Nombre de livraisons",label_recently_added:"Nombre d’affiches",label_library:"Bibliothèque",label_layout:"Disposition des affiches",help_all:"Laissez vide pour tout",help_number:"Laissez vide pour {n}",help_library:"Bibliothèques pour les ajouts récents. Laissez vide pour toutes",layout_row:"Rangée",layout_grid:"Grille",invalid_entry_id:"« entry_id » doit être l’ID d’une entrée de Plex Arrivals, ou une liste d’ID.",invalid_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",invalid_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",invalid_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",invalid_library:"« library » doit être une liste de titres ou d’ID de bibliothèques.",invalid_layout:"« layout » doit être row ou grid.",invalid_title:"« title » doit être du texte.",several_servers:"Plusieurs serveurs ne sont pris en charge qu’en YAML."};var jt={name:"Plex Arrivals",description:"Downloads onderweg naar Plex en recent toegevoegde items",status:"Status",deliveries:"Leveringen",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",more:"nog {n}",not_loaded:"Nog niet gereed",downloading:"Downloaden",waiting:"Wachten",waiting_for:"Wacht op {importer}",import_blocked:"{importer} heeft je nodig",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly_available:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Niet gevonden in Plex",settling:"tot de bestanden niet meer veranderen",plex_offline:"Plex is niet beschikbaar",import_awaited:"op Sonarr, Radarr of Lidarr",no_library:"geen bibliotheek voor {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"na meerdere scans",forbidden:"geen toestemming om te scannen",plex_failed:"Plex heeft een fout gemeld",internal_error:"onverwachte fout, controleer de logboeken",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",upgrade:"verbetering",requested_by:"voor {names}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",found_episodes:"{n} van {all} afleveringen in Plex",found_tracks:"{n} van {all} nummers in Plex",found_files:"{n} van {all} bestanden in Plex",season:"Seizoen {n}",view:"Bekijk in Plex",fix:"Oplossen",details:"Details: {title}",retry:"Opnieuw proberen",dismiss:"Negeren",repairs:"Reparaties openen",open_importer:"{importer} openen",scanned_folders:"Gescand: {folders}",missing_files:"Niet in Plex: {files}",show_all:"Nog {n} tonen",show_less:"Minder tonen",action:"Actie",webhook:"Webhook",loading:"Laden",no_deliveries:"Geen downloads onderweg",no_recent:"Nog niets toegevoegd",no_such_library:"Geen bibliotheek met de naam {library}",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Je hebt geen toestemming om een Plex-server te bekijken",unauthorized:"Je hebt geen toestemming om deze Plex-server te bekijken",not_found_server:"Deze Plex-server is niet meer ingesteld",integration_outdated:"Deze kaart vereist een nieuwere versie van Plex Arrivals",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals reageert niet",card_outdated:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en selecteer een andere server",ask_admin:"Vraag een beheerder om toegang",add_server:"Voeg er een toe via Instellingen > Apparaten en diensten",disabled:"{name} is uitgeschakeld",enable_server:"Schakel deze in via Instellingen > Apparaten en diensten",no_permission:"Je hebt geen toestemming om deze kaart te bekijken",label_title:"Titel",label_entry_id:"Server",label_show:"Weergegeven onderdelen",label_deliveries:"Aantal leveringen",label_recently_added:"Aantal posters",label_library:"Bibliotheek",label_layout:"Indeling van de posters",help_all:"Laat leeg voor alles",help_number:"Laat leeg voor {n}",help_library:"Bibliotheken voor recent toegevoegd. Laat leeg voor alle",layout_row:"Rij",layout_grid:"Raster",invalid_entry_id:"“entry_id” moet de ID van een Plex Arrivals-item zijn, of een lijst met ID's.",invalid_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",invalid_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",invalid_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",invalid_library:"“library” moet een lijst zijn met titels of ID's van bibliotheken.",invalid_layout:"“layout” moet row of grid zijn.",invalid_title:"“title” moet tekst zijn.",several_servers:"Meerdere servers worden alleen in YAML ondersteund."};var Bt={en:je,de:Ot,fr:Ht,nl:jt,es:Ut},Vt=(t="en")=>Bt[Ft(t)]?t:"en";function P(t){let e=Bt[Ft(t??"en")]??je;return(n,r={})=>e[n].replace(/\{(\w+)\}/g,(i,s)=>String(r[s]??i))}var Ft=t=>t.split(/[-_]/)[0].toLowerCase(),z=()=>globalThis.document?.documentElement.lang||"en";var fe=["status","deliveries","recently_added"],Ve=50,me=t=>typeof t=="string",qt=t=>Array.isArray(t)&&t.every(e=>me(e)&&e),Be=t=>Number.isFinite(t),Kn=t=>new Set(t).size===t.length,Wn={title:me,entry_id:t=>me(t)||qt(t),show:t=>qt(t)&&t.every(e=>fe.includes(e))&&Kn(t),deliveries:Be,recently_added:Be,library:t=>[t].flat().every(e=>me(e)||Be(e)),layout:t=>t==="row"||t==="grid"};function I(t,e=z()){for(let[n,r]of Object.entries(Wn)){let i=t[n];if(i!=null&&!r(i))throw new Error(P(e)(`invalid_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[...fe],deliveries:Kt(t.deliveries??5),recentlyAdded:Kt(t.recently_added??12),library:[t.library??[]].flat().map(n=>String(n).trim()).filter(Boolean),layout:t.layout??"row"}}function Kt(t){return Math.min(Math.max(Math.round(t),1),Ve)}var J="plex-arrivals-card";function Wt(){let t=P(z()),{deliveries:e,recentlyAdded:n,layout:r}=I({}),i={entry_id:t("help_all"),show:t("help_all"),deliveries:t("help_number",{n:e}),recently_added:t("help_number",{n}),library:t("help_library"),layout:t("help_number",{n:t(`layout_${r}`)})},s={number:{min:1,max:Ve,mode:"box"}},o=(l,a,h)=>({select:{options:l.map(g=>({value:g,label:t(a(g))})),...h}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:o(fe,l=>l,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:s},{name:"recently_added",selector:s}]},{name:"library",selector:{text:{multiple:!0}}},{name:"layout",selector:o(["row","grid"],l=>`layout_${l}`,{mode:"dropdown"})}],computeLabel:({name:l})=>l?t(`label_${l}`):"",computeHelper:({name:l})=>i[l]??"",assertConfig(l){if(I(l),Array.isArray(l.entry_id))throw new Error(t("several_servers"));if(l.library!=null&&!Array.isArray(l.library))throw new Error(t("invalid_library"))}}}function Yt(){let{show:t,deliveries:e,recentlyAdded:n,layout:r}=I({});return{show:t,deliveries:e,recently_added:n,layout:r}}var Yn={recently_added:["recently_added"],library_recently_added:["recently_added"],last_arrival:["deliveries"],last_arrival_poster:["deliveries"],delivery:["deliveries"],deliveries_in_progress:["deliveries"],downloads_running:["deliveries"],online:["status"],library_scanning:["status"]};function Gt(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let r=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,i=Yn[n.translation_key??""];if(!i)return null;let o=n.translation_key==="library_recently_added"&&t.states?.[e]?.attributes.library;return{config:{type:`custom:${J}`,...r&&{entry_id:r},show:i,...o&&{library:[o]}}}}function x(t,e,n,r,i={},s){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n,i)}</div>
${r?c`<div class="line">${t(r)}</div>`:p}
</div>
${s??p}
</div>`}function qe(t,e){return e?x(t,"mdi:plex","no_server","add_server"):x(t,"mdi:lock-outline","no_server_allowed","ask_admin")}function Ke(t,e,n){let r=n?"enable_server":"ask_admin";return e.map(i=>x(t,"mdi:server-off","disabled",r,{name:i}))}function We(t,e,n){switch(e){case"unauthorized":return x(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return x(t,"mdi:server-off","not_found_server",n?"choose_server":void 0);case"unknown_command":return Ye(t);case"failed":return x(t,"mdi:alert-circle-outline","failed")}}function Ye(t){return x(t,"mdi:update","integration_outdated","update_hint")}function Zt(t){let e=c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`;return x(t,"mdi:update","card_outdated",void 0,{},e)}function ge(t,e){return c`<div class="skeleton" role="status" aria-label=${t("loading")}>
${e.show.map(n=>Zn[n](e))}
</div>`}var Gn=5,Fe=c`<div class="text"><i></i><i></i></div>`,Zn={status:()=>c`<div class="head">
<div class="icon"></div>
${Fe}
</div>`,deliveries:({deliveries:t})=>c`<section>
<div class="heading"><i></i></div>
<div class="rows">
${Array.from({length:Math.min(t,Gn)},()=>c`<div class="row">
<div class="thumbnail"></div>
${Fe}
</div>`)}
</div>
</section>`,recently_added:({layout:t,recentlyAdded:e})=>c`<section>
<div class="heading"><i></i></div>
<div class="posters ${t==="grid"?"grid":"strip"}">
${Array.from({length:e},()=>c`<div>
<div class="art"></div>
${Fe}
</div>`)}
</div>
</section>`};function _e(t,e,n=!1){let r=Date.parse(t);if(Number.isNaN(r))return"";let{language:i}=e,s=Math.max(0,e.now-r),o=tn(r,e);if(s<6e4)return Ze(i).format(0,"second");if(s<36e5)return Jt(Math.floor(s/6e4),"minute",i,n);if(o===0||s<6*36e5)return Jt(Math.floor(s/36e5),"hour",i,n);if(o===1)return Ze(i).format(-1,"day");let l=o<7?{weekday:n?"short":"long"}:en(r,e);return nn(r,l,e,i)}function Xt(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let r={hour:"numeric",minute:"2-digit",...Jn(e.locale)},i=tn(n,e)?{...en(n,e),...r}:r;return nn(n,i,e,e.locale.language)}function Qt(t,e){if(Math.round(t)<60)return B(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return B(n,"minute",e);if(n>=2880)return B(Math.round(n/60/24),"day",e);let r=n%60,i=B(Math.floor(n/60),"hour",e);return r&&n<600?`${i} ${B(r,"minute",e)}`:i}function ve(t,e){return X(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function Jt(t,e,n,r){if(r)return B(t,e,n);let i=Ze(n).format(-t,e);return n.startsWith("en")?i.replace(".",""):i}function Ze(t){return X(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function B(t,e,n){return X(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function en(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function tn(t,e){let n=r=>{let i=X(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:rn(e)});return Date.parse(`${i.format(r)}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function nn(t,e,n,r){return X(Intl.DateTimeFormat,r,{...e,timeZone:rn(n)}).format(t)}function rn(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function Jn({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var Ge=new Map;function X(t,e,n){let r=JSON.stringify([t.name,e,n]);return Ge.has(r)||Ge.set(r,new t(e,n)),Ge.get(r)}function be(t,e,n){let r=[String(e),(n??"").trim().toLowerCase()];return t.some(i=>r.includes(i.trim().toLowerCase()))}function ye(t,e,n){return(t.recently_added??[]).filter(r=>!e.length||be(e,r.library_id,r.library)).slice(0,n)}function sn(t,e){let n=t.libraries??[];return e.length>0&&n.length>0&&!n.some(({id:r,title:i})=>be(e,r,i))}function xe(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function Je(t,e){let n=r=>String(r).padStart(2,"0");return t.type==="episode"?[t.season!=null&&`S${n(t.season)}`,t.episode!=null&&`E${n(t.episode)}`].filter(Boolean).join(" "):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}function on(t,e,n){return[Je(t,e),t.added_at&&_e(t.added_at,n,!0)].filter(Boolean).join(" · ")}var Xn={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function $e(t){return Xn[t??""]??"mdi:tray-arrow-down"}var Xe=[160,320,640];function an(t,e,n){let r=e*Math.min(n,3),i=Xe.find(s=>s*1.1>=r)??Xe[Xe.length-1];return`${t}${t.includes("?")?"&":"?"}width=${i}&height=${i*1.5}`}function Qe(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function we(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function Ae({hass:t},e,n,r,i){let s=e&&an(t.hassUrl?.(e)??e,r,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${s||void 0} .icon=${n} .online=${i}></plex-arrivals-poster>`}function $(t,e,n,r){let i=we(t);if(!i)return c`<span class=${e}>${n}</span>`;let s=i.startsWith("http")?"_blank":"_self";return r?c`<a class=${e} href=${i} target=${s} rel="noreferrer" aria-label=${r}>${n}</a>`:c`<a class=${e} href=${i} target=${s} rel="noreferrer">${n}</a>`}function ln(t,e){if(e===void 0)return"integration";let[n,r]=[t,e].map(i=>i.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let i=0;i<3;i++){let s=(n[i]??0)-(r[i]??0);if(s)return s<0?"card":"integration"}return null}function dn(t){return t.split(".").slice(0,3).join(".")}var cn=2*Math.PI*20.5,et="/config/integrations/integration/plex_arrivals",Qn={invalid_auth:et,forbidden:et,another_server:et,invalid_certificate:"/config/repairs"};function Se(t,e,n){let r=!!(e.loaded&&n?.online),i=n?.name||e.title;return c`<div class="head">
<div class="icon ${r?"online":""}">
${r&&n?.scanning?.length?nr(n.scanning):p}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${$(n?.url,"name",c`<bdi title=${i}>${i}</bdi>`)}
${e.loaded&&n?er(t,n):c`<div class="line">${e.loaded?p:t.localize("not_loaded")}</div>`}
</div>
</div>`}function tt({hass:t},{problem:e}){if(!e||e==="cannot_connect")return;let n=`component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${e}`;return t.localize(n)||void 0}function er(t,e){let{localize:n,clock:r}=t,i=e.since&&Xt(e.since,r);if(!e.online){let o=i?n("offline_since",{time:i}):n("offline"),l=tt(t,e)??o,a=e.can_manage&&Qn[e.problem??""];return c`<div class="line" title=${o}>
${a?c`<a class="error" href=${a}>${l}</a>`:c`<span class="error">${l}</span>`}
</div>`}let s=[tr(t,e.scanning??[]),e.version&&dn(e.version)].filter(Boolean);return c`<div class="line" title=${[n("online"),...s].join(" · ")}>
<span title=${i?n("online_since",{time:i}):""}>${n("online")}</span>${s.map(o=>` · ${o}`)}
</div>`}function tr({localize:t,clock:e},[n,...r]){if(!n)return"";let i=t("scanning_library",{library:n.library}),s=n.progress==null?"":`, ${ve(n.progress,e.locale.language)}`;return i+s+(r.length?`, ${t("more",{n:r.length})}`:"")}function nr([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
<circle cx="22" cy="22" r="20.5" opacity=${e===null?.5:.2}></circle>
${e===null?p:Tt`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${cn}
style="stroke-dashoffset:${cn*(1-e)}"></circle>`}
</svg>`}var nt={row:104,grid:140};function un(t,e){let{config:n}=t,r=ye(e,n.library,n.recentlyAdded);return r.length?c`<ul class="posters ${n.layout==="grid"?"grid":"strip"}" @focusin=${ir}>
${j(r,i=>i.rating_key,i=>c`<li>${$(i.url,"poster",sr(t,i,e.online))}</li>`)}
</ul>`:c`<p class="empty">${rr(t,e)}</p>`}function rr(t,e){let{config:n,localize:r}=t;return sn(e,n.library)?r("no_such_library",{library:n.library.join(", ")}):e.online===!1?tt(t,e)??r("plex_offline"):r("no_recent")}function ir({target:t}){let e=t;e.matches(":focus-visible")&&e.scrollIntoView({block:"nearest",inline:"nearest"})}function sr(t,e,n){let{config:r,localize:i,clock:s}=t;return c`<span class="art"
>${Ae(t,e.artwork,$e(e.type),nt[r.layout],n)}</span
>
<span class="name"><bdi>${xe(e)}</bdi></span>
<span class="line"><bdi>${on(e,i,s)}</bdi></span>`}var _={tone:"ok",progress:1},b={tone:"none",progress:0},Q=t=>({tone:t,progress:1}),ee=(t,e)=>({tone:t,progress:e==null?void 0:Math.min(Math.max(e/100,0),1)}),rt=new Set(["settling","import_awaited",null]);function w(t){return t.state==="downloading"}function it(t){return w(t)?t.id:t.delivery_id}function V(t){return t.state==="unmatched"||t.state==="missing"}function F(t){return t.state==="waiting"&&t.reason==="import_blocked"}function Te(t){return V(t)||F(t)}function st(t){return!w(t)&&(t.items.length>1||t.missing_files.length>0||Te(t))}function te(t){return{items:t.item_count??t.items.length,missing:t.missing_count??t.missing_files.length}}function mn(t,e){switch(t.state){case"downloading":return{label:"downloading",tone:"info",steps:[ee("info",t.progress),rt.has(t.reason)?b:Q("warning"),b,b]};case"waiting":{if(F(t))return{label:t.importer?"import_blocked":"waiting",tone:"warning",steps:[_,Q("warning"),b,b]};let n=rt.has(t.reason)?"neutral":"warning";return{label:fn(t)?"waiting_for":"waiting",tone:n,steps:[_,ee(n,null),b,b]}}case"scanning":{let{files:n,of:r}=t.found??{files:0,of:0},i=e.find(({library_id:o})=>o===t.library_id);return{label:"scanning",tone:"info",steps:n&&n===r?[_,_,_,ee("info",null)]:[_,_,ee("info",n?100*n/r:i?.progress),b]}}case"available":{let{items:n,missing:r}=te(t);if(r){let i=100*n/(n+r);return{label:"partly_available",tone:"warning",steps:[_,_,_,ee("warning",i)]}}return{label:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{label:"unmatched",tone:"warning",steps:[_,Q("warning"),b,b]};case"missing":return{label:"missing",tone:"error",steps:t.tried.length?[_,_,_,Q("error")]:[_,_,Q("error"),b]};default:return{label:"waiting",tone:"neutral",steps:[_,b,b,b]}}}function fn({reason:t,importer:e}){return t==="import_awaited"&&!!e}function gn(t,e,n){return n(e,{importer:w(t)?"":t.importer??""})}function _n(t,e,n,r){let i=ur(t.download.source,e),s=t.reason?or(t,t.reason,e):null;if(w(t))return hn([t.progress==null?null:ve(t.progress,n.locale.language),t.time_left==null?null:e("time_left",{time:Qt(t.time_left,n.language)}),t.library??(rt.has(t.reason)?null:s),...pn(t,e),i]);let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,l=dr(t,e,r),{items:a,missing:h}=te(t);return hn([s,l,t.state==="available"&&a>1&&!h?lr(t.items,a,e):null,V(t)||l?null:t.library,t.requested_by?.length?e("requested_by",{names:t.requested_by.join(", ")}):null,...t.state==="waiting"||t.state==="scanning"?pn(t,e):[],[i,_e(o,n)].filter(Boolean).join(", ")])}function or(t,e,n){if(!w(t)&&fn(t))return null;if(!w(t)&&F(t))return t.messages?.[0]??t.explanation;if(!ar.has(e))return t.explanation;if(e==="no_library"&&V(t))return t.download.path;let{items:r,missing:i}=w(t)?{items:0,missing:0}:te(t);return e==="partly_found"&&!i?t.explanation:n(e,{path:t.download.path,n:r,all:r+i})}function pn({media:t},e){return t?[t.quality,t.is_upgrade?e("upgrade"):null]:[]}var ar=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function lr(t,e,n){let r=i=>t.every(s=>s.type===i);return n(r("episode")?"episodes":r("track")?"tracks":"items",{n:e})}function dr({found:t},e,n){return t?e(n==="show"?"found_episodes":n==="music"?"found_tracks":"found_files",{n:t.files,all:t.of}):null}var cr={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function ur(t,e){return t==="action"||t==="webhook"?e(t):cr[t]??t.charAt(0).toUpperCase()+t.slice(1).replaceAll("_"," ")}function hn(t){return t.filter(e=>!!e)}function vn(t,e,n){let r=Math.max(n-e.length,Math.ceil(n/2)),i=t.slice(0,r);return[...i,...e.slice(0,n-i.length)]}var pr=36;function bn(t,e,n){let{localize:r,config:i,expanded:s}=t,o=n.running??[],l=n.deliveries??[],a=`all:${e}`,h=s.has(a)?1/0:i.deliveries,g=vn(o,l,h),d=o.length+l.length,m=d-g.length;return d?c`<ul class="rows">
${j(g,it,u=>hr(t,e,n,u))}
</ul>
${m||s.has(a)&&d>i.deliveries?c`<button class="more" @click=${()=>t.toggleExpanded(a)}>
${m?r("show_all",{n:m}):r("show_less")}
</button>`:p}`:c`<p class="empty">${r("no_deliveries")}</p>`}function hr(t,e,n,r){let{config:i,localize:s,clock:o,expanded:l}=t,{label:a,tone:h,steps:g}=mn(r,n.server?.scanning??[]),d=n.server?.libraries?.find(({id:Re})=>Re===r.library_id),m=_n(r,s,o,d?.type),u=st(r)&&l.has(it(r)),f=w(r)?void 0:r.items[0],v=$e(f?.type??r.media?.type??d?.type),O=mr(i,n,r.artwork)?nt[i.layout]:pr,k=gn(r,a,s);return c`<li class="row">
<div class="thumbnail">${Ae(t,r.artwork,v,O,n.server?.online)}</div>
<div class="text">
<div class="name" title=${[...new Set([r.title,r.download.name])].join(`
`)}><bdi>${r.title}</bdi></div>
<div class="line" title=${[k,...m].join(" · ")}>
<span class=${h}>${k}</span>${m.map(Re=>c` · <bdi>${Re}</bdi>`)}
</div>
</div>
<div class="buttons">${w(r)?p:gr(t,n,r,u)}</div>
<div class="steps" aria-hidden="true">${g.map(fr)}</div>
${u?_r(t,e,n,r):p}
</li>`}function mr({show:t,library:e,recentlyAdded:n},{server:r},i){return t.includes("recently_added")&&ye(r??{},e,n).some(({artwork:s})=>s===i)}function fr({tone:t,progress:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function gr({localize:t,toggleExpanded:e},n,r,i){let s=Te(r)&&n.server?.can_manage;return c`${r.state==="available"&&r.url?$(r.url,"button view",c`<span>${t("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${t("view")}: ${r.title}`):p}
${st(r)?c`<button
class=${s?"button":"button chevron"}
aria-expanded=${i?"true":"false"}
aria-label=${s?`${t("fix")}: ${r.title}`:t("details",{title:r.title})}
@click=${()=>e(r.delivery_id)}
>
${s?t("fix"):c`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
</button>`:p}`}function _r(t,e,n,r){let{localize:i,pending:s}=t,o=f=>()=>t.callAction(f,e,r.delivery_id),l=s.has(r.delivery_id)?"true":"false",a=r.tried.map(({folder:f,library_id:v})=>f??r.library??v),{items:h,missing:g}=te(r),d=f=>f>0?[i("more",{n:f})]:[],m=[...r.missing_files,...d(g-r.missing_files.length)],u=[...F(r)?[...r.messages??[],r.download.name]:[],...V(r)?[vr(t,r),r.download.path]:[],...V(r)&&a.length?[i("scanned_folders",{folders:[...new Set(a)].join(", ")})]:[],...m.length?[i("missing_files",{files:m.join(", ")})]:[]].filter(Boolean);return c`<div class="details">
${u.map(f=>c`<p><bdi>${f}</bdi></p>`)}
${r.items.length>1?c`<ul>
${r.items.map(f=>c`<li>${$(f.url,"item",br(t,f,r.title))}</li>`)}
${d(h-r.items.length).map(f=>c`<li>${f}</li>`)}
</ul>`:p}
${Te(r)&&n.server?.can_manage?c`<div class="actions">
<button class="button" aria-disabled=${l} @click=${o("retry_delivery")}>
${i("retry")}
</button>
<button class="button" aria-disabled=${l} @click=${o("dismiss_delivery")}>
${i("dismiss")}
</button>
${F(r)&&we(r.importer_url)?$(r.importer_url,"button",i("open_importer",{importer:r.importer??""})):p}
${r.repair?c`<a class="button" href="/config/repairs">${i("repairs")}</a>`:p}
</div>`:p}
</div>`}function vr({hass:t},{reason:e,explanation:n}){let r=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${e}`;return e&&t.localize(r)||n}function br({localize:t},e,n){let r=Je(e,t),i=e.title||xe(e);return c`${r&&!n.includes(r)?c`<span class="detail">${r}</span>`:p}<bdi
>${i}</bdi
>`}function yn(t,e,n,r){let{localize:i,config:s}=t;if(!n)return e.loaded?ge(i,s):Se(t,e,void 0);let{server:o}=n,l=s.show.includes("status"),a=(u,f,v)=>{let k=r&&!l?i("part_of_server",{part:u,server:o?.name||e.title}):u;return c`<section>
<h3 class="heading" tabindex="-1">${v?$(v,"",k):k}</h3>
${f}
</section>`},h=s.show.map(u=>{if(u==="status")return o?.online!==void 0&&Se(t,e,o);if(u==="deliveries")return!n.deliveries&&!n.running?void 0:a(i(u),bn(t,e.entry_id,n));if(!o?.recently_added)return;let[f,v]=yr(t,n);return a(f,un(t,o),v)}),g=l&&o?.online!==void 0,d=e.loaded&&o?.online!==!1;!g&&!d&&h.unshift(Se(t,e,o));let m=h.filter(Boolean);return m.length?m:x(i,"mdi:lock-outline","no_permission","ask_admin")}function yr({localize:t,config:e},{server:n}){let r=n?.libraries?.find(({id:i,title:s})=>be(e.library,i,s));return e.library.length>1||!r?[t("recently_added"),void 0]:[t("recently_added_in",{library:r.title}),r.url]}var ne={data:{}};function $n(t,e){if(e.kind==="servers"){let l=new Set(e.servers.map(({entry_id:a})=>a));return{servers:e.servers,data:Object.fromEntries(Object.entries(t.data).filter(([a])=>l.has(a)))}}let{kind:n,entry_id:r,...i}=e,s=xr(i),o=t.data[r];return n==="snapshot"?{...t,data:{...t.data,[r]:s}}:o?{...t,data:{...t.data,[r]:$r(o,s)}}:t}function xr(t){let e={...t};return e.running&&=e.running.map(n=>({...n,download:n.download??xn})),e.deliveries&&=e.deliveries.map(n=>({...n,download:n.download??xn,items:n.items??[],missing_files:n.missing_files??[],tried:n.tried??[]})),e}var xn={name:"",path:"",source:"",finished_at:null};function $r(t,{removed:e,deliveries:n,server:r,...i}){let s={...t,...i};if(r&&(s.server={...t.server,...r}),n||e){let o=new Set([...e??[],...(n??[]).map(({delivery_id:a})=>a)]),l=(t.deliveries??[]).filter(({delivery_id:a})=>!o.has(a));s.deliveries=[...l,...n??[]].sort(wr).slice(0,50)}return s}function wr(t,e){return Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}var Ar=5e3,wn=[1e3,2e3,5e3,1e4,3e4,6e4],ot=class{constructor(e,n){this.connection=e;this.entryId=n;this.state=ne;this.#e=new Set;this.#n=0;this.#i=0;this.#r=!1;this.#d=()=>{this.#t=void 0,this.#i=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(r=>e===this.#n&&this.#p(r),n,{resubscribe:!1}).then(r=>{e===this.#n?this.#t=r:r().catch(()=>{})},r=>e===this.#n&&this.#h(r?.code))}}#e;#t;#n;#i;#r;#s;#o;addListener(e){return this.#e.add(e),clearTimeout(this.#o),this.#r||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#u(),Ar))}}retry(){!this.error||!this.#r||(this.error=void 0,this.#i=0,this.#a())}#l(){this.#r=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#u(){this.#r=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.state=ne,this.error=void 0}#d;#a;#p(e){this.error=void 0,this.#i=0,this.state=$n(this.state,e),this.#c()}#h(e){let n=["unauthorized","not_found","unknown_command"];this.error=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,wn[Math.min(this.#i++,wn.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},An=new WeakMap;function Sn(t,e){let n=An.get(t);n||An.set(t,n=new Map);let r=n.get(e??"");return r||n.set(e??"",r=new ot(t,e)),r}var Tn=A`
:host {
display: block;
height: 100%;
--text: var(--primary-text-color, #212121);
--secondary-text: var(--secondary-text-color, #727272);
/* The theme's colors are too light for text: mix them with the text color for contrast. */
--link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
--ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
--info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
--warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
--error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
--amber: color-mix(in srgb, #e5a00d 88%, var(--text));
--placeholder: color-mix(in srgb, var(--text) 7%, transparent);
--unfilled: color-mix(in srgb, var(--text) 12%, transparent);
--gap: var(--ha-space-3, 12px);
--radius-small: min(calc(var(--ha-border-radius-md, 8px) * 0.75), 12px);
--radius-medium: var(--ha-border-radius-md, 8px);
}
ha-card {
display: flex;
flex-direction: column;
height: 100%;
overflow: hidden;
box-sizing: border-box;
}
.card {
container-type: inline-size;
min-height: 0;
overflow: hidden auto;
box-sizing: border-box;
padding-bottom: 8px;
color: var(--text);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
}
.titled {
margin-top: -12px;
}
ul,
h3,
p {
list-style: none;
margin: 0;
padding: 0;
}
.text {
flex: 1;
min-width: 0;
}
.name,
.line {
display: block;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
/* Truncate a title at its end, also if its direction is not that of the page. */
.name {
font-weight: var(--ha-font-weight-medium, 500);
letter-spacing: 0.1px;
unicode-bidi: plaintext;
}
:host(:dir(rtl)) .name {
text-align: right;
}
.line,
.heading,
.empty,
.details {
font-size: var(--ha-font-size-s, 12px);
line-height: 16px;
color: var(--secondary-text);
}
.ok {
color: var(--ok);
}
.info {
color: var(--info);
}
.warning {
color: var(--warning);
}
.error {
color: var(--error);
}
.heading {
padding: 8px var(--gap) 4px;
font-weight: var(--ha-font-weight-medium, 500);
}
section:first-child .heading {
padding-top: var(--gap);
}
.empty {
padding: 4px var(--gap) 12px;
}
a,
button {
color: inherit;
text-decoration: none;
-webkit-tap-highlight-color: transparent;
}
.button,
.more {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 4px;
min-height: 36px;
box-sizing: border-box;
padding: 8px;
border: 0;
border-radius: var(--radius-medium);
background: none;
color: var(--link);
font: inherit;
font-size: 13px;
font-weight: var(--ha-font-weight-medium, 500);
white-space: nowrap;
cursor: pointer;
--mdc-icon-size: 20px;
}
.button[aria-disabled="true"] {
opacity: 0.5;
cursor: default;
}
a:focus-visible,
.heading:focus-visible,
button:focus-visible {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible .art {
outline: 2px solid var(--link);
outline-offset: 1px;
}
.poster:focus-visible {
outline: 0;
}
@media (hover: hover) {
.button:hover:not([aria-disabled="true"]),
.more:hover {
background: color-mix(in srgb, currentColor 8%, transparent);
}
a.name:hover,
.heading a:hover,
.item:hover bdi,
.poster:hover .name {
text-decoration: underline;
}
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
}
}
`;var En=A`
.rows {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
align-items: start;
}
.row {
display: grid;
grid-template-columns: 36px minmax(0, 1fr) auto;
grid-template-rows: 36px auto;
gap: 5px var(--gap);
align-items: center;
align-content: center;
padding: 4px var(--gap);
}
.thumbnail {
grid-row: 1 / 3;
width: 36px;
height: 54px;
border-radius: var(--radius-small);
--mdc-icon-size: 20px;
}
.steps {
display: flex;
grid-column: 2 / -1;
align-self: start;
gap: 3px;
}
.steps i {
flex: 1;
height: 3px;
border-radius: 2px;
overflow: hidden;
background: var(--unfilled);
}
.steps b {
display: block;
height: 100%;
background: currentColor;
transition:
width 200ms,
background-color 200ms;
}
.steps .none b {
background: transparent;
}
.steps .neutral {
color: var(--secondary-text);
}
.steps .unknown b {
opacity: 0.45;
}
.buttons {
display: flex;
align-items: center;
margin-inline-end: -8px;
}
.view ha-icon {
display: none;
}
.chevron {
color: var(--secondary-text);
}
.chevron ha-icon {
transition: transform 200ms;
}
.chevron[aria-expanded="true"] ha-icon {
transform: rotate(180deg);
}
.more {
margin: 0 calc(var(--gap) - 8px);
}
.details {
grid-column: 2 / -1;
margin-top: -8px;
overflow-wrap: anywhere;
}
.details p {
margin-top: 4px;
}
.actions {
display: flex;
flex-wrap: wrap;
margin-inline-start: -8px;
}
.item {
display: flex;
gap: 8px;
align-items: center;
min-height: 28px;
color: var(--text);
border-radius: 4px;
}
.detail {
flex: none;
color: var(--secondary-text);
font-variant-numeric: tabular-nums;
}
@container (max-width: 339px) {
.buttons {
margin-inline-end: -4px;
}
.buttons .button {
padding: 8px 4px;
}
.view span {
display: none;
}
.view ha-icon {
display: block;
}
}
`;var Pn=A`
.head {
display: flex;
gap: var(--gap);
align-items: center;
padding: 12px var(--gap) 8px;
}
.head:last-child {
padding-bottom: 4px;
}
.head .line {
letter-spacing: 0.4px;
}
.icon {
position: relative;
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border-radius: 50%;
background: var(--placeholder);
color: var(--secondary-text);
--mdc-icon-size: 22px;
transition:
background-color 200ms,
color 200ms;
}
.icon.online {
background: color-mix(in srgb, var(--amber) 18%, transparent);
color: var(--amber);
}
.ring {
position: absolute;
inset: -2px;
width: 44px;
height: 44px;
transform: rotate(-90deg);
fill: none;
stroke: currentColor;
stroke-width: 3;
}
.arrow {
width: 22px;
fill: currentColor;
}
.arc {
stroke-linecap: round;
transition: stroke-dashoffset 200ms;
}
.notice .name,
.notice .line {
white-space: normal;
}
.server + .server {
margin-top: 8px;
}
.skeleton i {
display: block;
width: 40%;
height: 10px;
border-radius: 5px;
background: var(--placeholder);
}
.skeleton i + i {
width: 65%;
margin-top: 8px;
}
.skeleton .heading i {
width: 84px;
margin: 3px 0;
}
/* The height of a name of two lines and a subtitle. */
.skeleton .posters .text {
height: 42px;
padding-top: 12px;
}
`;var kn=A`
.thumbnail,
.art {
display: block;
overflow: hidden;
background: var(--placeholder);
color: var(--secondary-text);
}
plex-arrivals-poster {
display: grid;
place-items: center;
width: 100%;
height: 100%;
}
img {
width: 100%;
height: 100%;
object-fit: cover;
opacity: 0;
transition: opacity 200ms;
}
img.loaded {
opacity: 1;
}
.posters {
padding: 4px var(--gap) 6px;
}
.posters.strip {
display: flex;
gap: 10px;
padding-bottom: 0;
overflow: auto hidden;
scroll-snap-type: x proximity;
scroll-padding-inline: var(--gap);
scrollbar-width: thin;
scrollbar-color: transparent transparent;
overscroll-behavior-x: contain;
}
.posters.strip:has(:focus-visible) {
scroll-snap-type: none;
}
.posters.strip:hover {
scrollbar-color: var(--unfilled) transparent;
}
.posters.strip > * {
flex: none;
width: var(--poster, 92px);
}
/* A snap position that is no poster: at the start, a new first poster does not scroll out of view. */
.posters.strip::before {
content: "";
flex: none;
margin-inline-end: -10px;
}
.posters.strip::before,
.posters.strip > * + * {
scroll-snap-align: start;
}
.posters.grid {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(var(--poster, 84px), 1fr));
gap: 12px 10px;
}
.poster {
display: block;
border-radius: var(--radius-medium);
}
.art {
aspect-ratio: 2 / 3;
border-radius: var(--radius-medium);
--mdc-icon-size: 28px;
}
.poster .name {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
margin-top: 6px;
font-size: var(--ha-font-size-s, 12px);
font-weight: inherit;
line-height: 16px;
white-space: normal;
overflow-wrap: anywhere;
}
@container (min-width: 560px) {
.posters {
--poster: 104px;
}
}
@container (min-width: 1000px) {
.posters {
--poster: 116px;
}
}
`;var Sr=3e4,Ee=class extends y{static{this.styles=[Tn,Pn,En,kn]}static{this.properties={_config:{state:!0},_expanded:{state:!0},_pending:{state:!0}}}#e;#t;#n;#i;constructor(){super(),this._expanded=new Set,this._pending=new Set}static{this.getConfigForm=Wt}static{this.getStubConfig=Yt}setConfig(e){this._config=I(e),this.#r()}getCardSize(){let{show:e,deliveries:n}=this._config??I({}),r={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((i,s)=>i+r[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let r=i=>[i?.locale,i?.language,i?.user,i?.localize,i?.config?.time_zone,i&&Rn(i,[]).join()];(!n||r(n).some((i,s)=>i!==r(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#r(),n&&(n.config?.state!==e.config?.state||at(n)!==at(e))&&(this.#t?.retry(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#i=setInterval(()=>document.hidden||this.requestUpdate(),Sr),this.#r()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#s()}#r(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,r=Sn(this.#e.connection,n?void 0:e);r!==this.#t&&(this.#s(),this.#t=r,this.#n=r.addListener(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}update(e){let n=this.shadowRoot?.activeElement,r=n?.closest("li.row"),i=n?.closest("section")?.querySelector(".heading");if(super.update(e),!n||n.isConnected)return;((r?.isConnected?r.querySelector("a, button"):null)??i)?.focus({preventScroll:!0})}render(){let e=P(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n}=this._config,{state:r,error:i}=this.#t??{state:ne,error:void 0},s=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING",o=!!this.#e.user?.is_admin,l=Rn(this.#e,n);if(i&&!s)return i!=="unknown_command"||at(this.#e)?We(e,i,o):l.length?Ke(e,l,o):qe(e,o);let a=r.servers?.filter(({entry_id:d})=>!n.length||n.includes(d));if(!a)return ge(e,this._config);if(!a.length){if(l.length)return Ke(e,l,o);if(!n.length)return qe(e,o);let d=!o&&Tr(this.#e,n);return We(e,d?"unauthorized":"not_found",o)}let h=this.#l(e),g=a.map(({entry_id:d})=>r.data[d]);return c`${Er(e,g)}
${j(a,({entry_id:d})=>d,(d,m)=>c`<div class="server">${yn(h,d,g[m],a.length>1)}</div>`)}`}#l(e){let n=this.#e,r=n.locale??{language:n.language};return{hass:n,config:this._config,localize:e,clock:{locale:r,language:Vt(r.language),timeZone:n.config.time_zone,now:Date.now()},expanded:this._expanded,toggleExpanded:i=>this._expanded=lt(this._expanded,i),pending:this._pending,callAction:(i,s,o)=>{if(this._pending.has(o))return;let l={config_entry_id:s,delivery_id:o};this._pending=lt(this._pending,o),n.callService("plex_arrivals",i,l).catch(()=>{}).finally(()=>this._pending=lt(this._pending,o))}}}};function Tr({devices:t},e){return Object.values(t??{}).some(n=>e.includes(n?.primary_config_entry??""))}function Rn({devices:t},e){return Object.values(t??{}).filter(n=>n!=null).filter(({disabled_by:n})=>n==="config_entry").filter(({identifiers:n})=>n?.some(([r])=>r==="plex_arrivals")).filter(({primary_config_entry:n})=>!e.length||e.includes(n??"")).map(({name_by_user:n,name:r})=>n||r||"Plex")}function at({config:t}){return t?.components?.includes("plex_arrivals")??!0}function Er(t,e){let n=e.find(Boolean);switch(n&&ln("0.2.0",n.version)){case"integration":return Ye(t);case"card":return Zt(t);default:return p}}function lt(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var Pe=new Map,dt;function Dn(t,e){dt??=Pr(),Pe.set(t,e),dt.observe(t)}function ct(t){Pe.delete(t),dt?.unobserve(t)}function Cn(t){let e=Pe.get(t);ct(t),e?.()}function Pr(){return addEventListener("beforeprint",()=>[...Pe.keys()].forEach(Cn)),new IntersectionObserver(t=>t.filter(({isIntersecting:e})=>e).forEach(({target:e})=>Cn(e)),{rootMargin:"200px",scrollMargin:"100px"})}var ke=class extends y{static{this.properties={src:{},icon:{},online:{},_src:{state:!0},_failed:{state:!0},_inView:{state:!0}}}connectedCallback(){super.connectedCallback(),this._inView||Dn(this,()=>this._inView=!0)}disconnectedCallback(){super.disconnectedCallback(),ct(this)}createRenderRoot(){return this}willUpdate(e){e.has("online")&&this.online&&(this._failed=!1),!(!e.has("src")||this._inView&&!this._failed&&this.src&&this._src&&Qe(this.src)===Qe(this._src))&&(this._src=this.src,this._failed=!1)}render(){return!this._src||this._failed?this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:p:this._inView?c`<img
src=${this._src}
alt=""
decoding="async"
@load=${e=>e.target.classList.add("loaded")}
@error=${()=>this.#e()}
/>`:p}#e(){this._src===this.src?this._failed=!0:this._src=this.src}};customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",ke);customElements.get(J)||(customElements.define(J,Ee),(window.customCards??=[]).push({type:J,get name(){return P(z())("name")},get description(){return P(z())("description")},preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",getEntitySuggestion:Gt}));
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
